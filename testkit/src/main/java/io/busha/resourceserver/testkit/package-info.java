/** A local issuer, tokens of every shape, and the HTTP contract that every door must keep. */
@NullMarked
package io.busha.resourceserver.testkit;

import org.jspecify.annotations.NullMarked;
