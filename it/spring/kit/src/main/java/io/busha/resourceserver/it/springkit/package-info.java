/** What the actuator support and the test support promise, to be run on each Boot by a subclass. */
@NullMarked
package io.busha.resourceserver.it.springkit;

import org.jspecify.annotations.NullMarked;
