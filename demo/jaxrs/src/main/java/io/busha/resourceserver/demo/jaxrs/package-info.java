/** The demo's API as JAX-RS resources, on Jersey and an embedded Grizzly. */
@NullMarked
package io.busha.resourceserver.demo.jaxrs;

import org.jspecify.annotations.NullMarked;
