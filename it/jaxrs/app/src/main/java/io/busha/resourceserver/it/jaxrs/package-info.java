/** The application of the contract as JAX-RS resources, and the server that runs it on any implementation. */
@NullMarked
package io.busha.resourceserver.it.jaxrs;

import org.jspecify.annotations.NullMarked;
