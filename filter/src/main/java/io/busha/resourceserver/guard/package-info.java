/** May it pass? Settings, the one decision, and the one table of answers. */
@NullMarked
package io.busha.resourceserver.guard;

import org.jspecify.annotations.NullMarked;
