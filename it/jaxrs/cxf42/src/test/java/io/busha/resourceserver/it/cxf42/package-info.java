/** The HTTP contract on CXF 4.2. */
@NullMarked
package io.busha.resourceserver.it.cxf42;

import org.jspecify.annotations.NullMarked;
