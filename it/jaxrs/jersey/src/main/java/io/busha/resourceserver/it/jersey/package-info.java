/** The HTTP contract on Jersey. */
@NullMarked
package io.busha.resourceserver.it.jersey;

import org.jspecify.annotations.NullMarked;
