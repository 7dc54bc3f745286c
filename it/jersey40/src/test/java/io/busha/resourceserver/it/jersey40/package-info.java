/** The HTTP contract on Jersey 4.0. */
@NullMarked
package io.busha.resourceserver.it.jersey40;

import org.jspecify.annotations.NullMarked;
