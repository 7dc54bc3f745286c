/** The HTTP contract on Jetty. */
@NullMarked
package io.busha.resourceserver.it.jetty;

import org.jspecify.annotations.NullMarked;
