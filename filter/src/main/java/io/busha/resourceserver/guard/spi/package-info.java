/** For doors: how a request is handed to the guard, and what follows from its decision. */
@NullMarked
package io.busha.resourceserver.guard.spi;

import org.jspecify.annotations.NullMarked;
