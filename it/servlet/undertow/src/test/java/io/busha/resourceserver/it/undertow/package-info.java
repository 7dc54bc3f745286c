/** The HTTP contract on Undertow 2.3. */
@NullMarked
package io.busha.resourceserver.it.undertow;

import org.jspecify.annotations.NullMarked;
