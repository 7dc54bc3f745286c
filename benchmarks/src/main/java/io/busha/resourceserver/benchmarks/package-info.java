/** JMH benchmarks, one class a question. */
@NullMarked
package io.busha.resourceserver.benchmarks;

import org.jspecify.annotations.NullMarked;
