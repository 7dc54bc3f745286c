/** The HTTP contract on RESTEasy 7.0. */
@NullMarked
package io.busha.resourceserver.it.resteasy70;

import org.jspecify.annotations.NullMarked;
