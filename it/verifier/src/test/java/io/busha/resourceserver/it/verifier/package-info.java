/** Runs the rows of the contract about tokens on the guard alone. */
@NullMarked
package io.busha.resourceserver.it.verifier;

import org.jspecify.annotations.NullMarked;
