/** What the actuator shows of the guard: health, the endpoint {@code busha}. */
@NullMarked
package io.busha.resourceserver.spring.actuate;

import org.jspecify.annotations.NullMarked;
