/** The HTTP contract on RESTEasy 6.2. */
@NullMarked
package io.busha.resourceserver.it.resteasy62;

import org.jspecify.annotations.NullMarked;
