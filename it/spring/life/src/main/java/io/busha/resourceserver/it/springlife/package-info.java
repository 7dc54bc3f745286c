/** How a guard lives and ends with its application, on every Boot, with MVC and WebFlux. */
@NullMarked
package io.busha.resourceserver.it.springlife;

import org.jspecify.annotations.NullMarked;
