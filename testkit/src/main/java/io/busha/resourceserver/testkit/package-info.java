/** A local issuer, tokens of every shape, and raw HTTP. */
@NullMarked
package io.busha.resourceserver.testkit;

import org.jspecify.annotations.NullMarked;
