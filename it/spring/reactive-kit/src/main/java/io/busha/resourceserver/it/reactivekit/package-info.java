/** Tests of WebFlux behind Spring Security and in slices that run on every Boot version. */
@NullMarked
package io.busha.resourceserver.it.reactivekit;

import org.jspecify.annotations.NullMarked;
