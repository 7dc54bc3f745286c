/** May it pass? Settings, the single decision, and the single table of denials. */
@NullMarked
package io.busha.resourceserver.guard;

import org.jspecify.annotations.NullMarked;
