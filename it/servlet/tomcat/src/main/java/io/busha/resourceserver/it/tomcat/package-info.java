/** The HTTP contract on Tomcat. */
@NullMarked
package io.busha.resourceserver.it.tomcat;

import org.jspecify.annotations.NullMarked;
