/** What of {@code run} can be told without measuring. */
@NullMarked
package io.busha.resourceserver.benchmarks.run;

import org.jspecify.annotations.NullMarked;
