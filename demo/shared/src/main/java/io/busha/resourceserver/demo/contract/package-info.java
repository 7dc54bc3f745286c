/** What every demo does, as tests for each to extend. */
@NullMarked
package io.busha.resourceserver.demo.contract;

import org.jspecify.annotations.NullMarked;
