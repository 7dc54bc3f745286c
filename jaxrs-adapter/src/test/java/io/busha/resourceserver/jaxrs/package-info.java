@NullMarked
package io.busha.resourceserver.jaxrs;

import org.jspecify.annotations.NullMarked;
