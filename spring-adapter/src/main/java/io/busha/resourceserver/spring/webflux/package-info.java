/** The door of Spring WebFlux: a handler's rule is asked for before the request reaches it, and again when it does. */
@NullMarked
package io.busha.resourceserver.spring.webflux;

import org.jspecify.annotations.NullMarked;
