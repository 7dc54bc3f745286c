/** What a store of revocations must do. */
@NullMarked
package io.busha.resourceserver.revocation.spi;

import org.jspecify.annotations.NullMarked;
