/** The HTTP contract on Jetty 12.1, ee11. */
@NullMarked
package io.busha.resourceserver.it.jettyee11;

import org.jspecify.annotations.NullMarked;
