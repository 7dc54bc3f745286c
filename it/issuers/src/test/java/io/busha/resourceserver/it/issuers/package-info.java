/** Tokens of issuers that others wrote. */
@NullMarked
package io.busha.resourceserver.it.issuers;

import org.jspecify.annotations.NullMarked;
