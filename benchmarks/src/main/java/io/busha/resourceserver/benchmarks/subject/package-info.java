/** What is measured: this library, its rivals and the bare signature, and the tokens that all of them are given. */
@NullMarked
package io.busha.resourceserver.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
