/** The guard in the actuator: health and the endpoint {@code busha}. */
@NullMarked
package io.busha.resourceserver.spring.actuate;

import org.jspecify.annotations.NullMarked;
