/** A protected server under load, its issuer's whims, and a judge who has read the issuer's log. */
@NullMarked
package io.busha.resourceserver.it.soak;

import org.jspecify.annotations.NullMarked;
