/** The rows of the contract about tokens, at the guard alone. */
@NullMarked
package io.busha.resourceserver.it.verifier;

import org.jspecify.annotations.NullMarked;
