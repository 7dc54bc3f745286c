/** Compares our results for many thousand odd tokens with those of two well-known libraries. */
@NullMarked
package io.busha.resourceserver.token.differential;

import org.jspecify.annotations.NullMarked;
