/** How fast the library is: {@code run.Bench} measures it beside its rivals and the bare signature. */
@NullMarked
package io.busha.resourceserver.benchmarks;

import org.jspecify.annotations.NullMarked;
