/** The HTTP contract on Jersey 3.1. */
@NullMarked
package io.busha.resourceserver.it.jersey31;

import org.jspecify.annotations.NullMarked;
