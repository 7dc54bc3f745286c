/** The command: which benchmarks run, how long, in which order. */
@NullMarked
package io.busha.resourceserver.benchmarks.run;

import org.jspecify.annotations.NullMarked;
