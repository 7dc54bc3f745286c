/** What the Spring adapter adds to a Boot application: time to start, and memory. */
@NullMarked
package io.busha.resourceserver.it.springcost;

import org.jspecify.annotations.NullMarked;
