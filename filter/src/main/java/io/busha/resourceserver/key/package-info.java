/** Who signed? The issuer's public keys: where they come from, which are usable, how long they are trusted. */
@NullMarked
package io.busha.resourceserver.key;

import org.jspecify.annotations.NullMarked;
