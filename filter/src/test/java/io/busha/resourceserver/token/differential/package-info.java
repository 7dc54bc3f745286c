/** What we make of many thousand odd tokens, beside what two well-known libraries make of them. */
@NullMarked
package io.busha.resourceserver.token.differential;

import org.jspecify.annotations.NullMarked;
