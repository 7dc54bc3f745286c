/** The Spring WebFlux door: a handler's rule is checked before the request reaches it, and again when it does. */
@NullMarked
package io.busha.resourceserver.spring.webflux;

import org.jspecify.annotations.NullMarked;
