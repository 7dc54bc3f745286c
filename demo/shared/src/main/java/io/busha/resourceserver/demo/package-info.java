/** The parts that all demos share: options, issuer, and requests to try. */
@NullMarked
package io.busha.resourceserver.demo;

import org.jspecify.annotations.NullMarked;
