/** The HTTP contract on Jetty 12.1, ee10. */
@NullMarked
package io.busha.resourceserver.it.jettyee10;

import org.jspecify.annotations.NullMarked;
