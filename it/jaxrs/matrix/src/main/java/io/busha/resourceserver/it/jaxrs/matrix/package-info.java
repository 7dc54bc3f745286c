/** Tests how each implementation of JAX-RS answers and what it keeps closed, and writes the table of the results. */
@NullMarked
package io.busha.resourceserver.it.jaxrs.matrix;

import org.jspecify.annotations.NullMarked;
