/** Code about handlers that Spring MVC and WebFlux share. Internal: it may change in any version. */
@NullMarked
package io.busha.resourceserver.spring.internal;

import org.jspecify.annotations.NullMarked;
