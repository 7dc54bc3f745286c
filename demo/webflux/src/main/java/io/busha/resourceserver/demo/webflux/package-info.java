/** The demo's API as a Spring Boot application, on Spring WebFlux. */
@NullMarked
package io.busha.resourceserver.demo.webflux;

import org.jspecify.annotations.NullMarked;
