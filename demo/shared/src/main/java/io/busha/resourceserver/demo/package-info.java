/** What every demo shares, whatever serves its API: options, issuer, and the lines to try. */
@NullMarked
package io.busha.resourceserver.demo;

import org.jspecify.annotations.NullMarked;
