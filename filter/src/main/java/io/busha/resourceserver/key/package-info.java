/** The issuer's public keys: where they come from, which are usable, and how long they are trusted. Answers "who signed?". */
@NullMarked
package io.busha.resourceserver.key;

import org.jspecify.annotations.NullMarked;
