/** The Servlet door for frameworks, and the parts that it is made of. Applications use none of it. */
@NullMarked
package io.busha.resourceserver.servlet.spi;

import org.jspecify.annotations.NullMarked;
