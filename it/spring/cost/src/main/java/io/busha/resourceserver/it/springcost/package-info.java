/** Measures what the Spring adapter adds to a Boot application: start-up time, memory and CPU time. */
@NullMarked
package io.busha.resourceserver.it.springcost;

import org.jspecify.annotations.NullMarked;
