/** JMH benchmarks, one class a question. */
@NullMarked
package io.busha.resourceserver.benchmarks.question;

import org.jspecify.annotations.NullMarked;
