/** What came of it: scores, ratios, verdicts, tables and charts. */
@NullMarked
package io.busha.resourceserver.benchmarks.report;

import org.jspecify.annotations.NullMarked;
