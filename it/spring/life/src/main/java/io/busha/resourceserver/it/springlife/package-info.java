/** The life cycle of a guard and its application, on every Boot version, with MVC and WebFlux. */
@NullMarked
package io.busha.resourceserver.it.springlife;

import org.jspecify.annotations.NullMarked;
