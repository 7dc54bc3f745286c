/** What of {@code report} can be told without measuring. */
@NullMarked
package io.busha.resourceserver.benchmarks.report;

import org.jspecify.annotations.NullMarked;
