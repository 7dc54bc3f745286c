/** The HTTP contract on RESTEasy. */
@NullMarked
package io.busha.resourceserver.it.resteasy;

import org.jspecify.annotations.NullMarked;
