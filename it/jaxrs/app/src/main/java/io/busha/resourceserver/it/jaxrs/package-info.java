/** The application of the contract as resources of JAX-RS, and the server that runs it under any implementation. */
@NullMarked
package io.busha.resourceserver.it.jaxrs;

import org.jspecify.annotations.NullMarked;
