/** Tests of the actuator support and the test support, run on each Boot version by a subclass. */
@NullMarked
package io.busha.resourceserver.it.springkit;

import org.jspecify.annotations.NullMarked;
