/** The HTTP contract on Tomcat 10.1. */
@NullMarked
package io.busha.resourceserver.it.tomcat10;

import org.jspecify.annotations.NullMarked;
