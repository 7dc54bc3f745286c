/** The HTTP contract on Tomcat 11. */
@NullMarked
package io.busha.resourceserver.it.tomcat11;

import org.jspecify.annotations.NullMarked;
