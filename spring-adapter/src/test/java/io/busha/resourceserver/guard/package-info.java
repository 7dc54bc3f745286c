@NullMarked
package io.busha.resourceserver.guard;

import org.jspecify.annotations.NullMarked;
