/** For the other packages of this library only. */
@NullMarked
package io.busha.resourceserver.key.internal;

import org.jspecify.annotations.NullMarked;
