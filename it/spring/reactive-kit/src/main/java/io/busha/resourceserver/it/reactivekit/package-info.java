/** WebFlux behind Spring Security and in slices: what is the same on every Boot. */
@NullMarked
package io.busha.resourceserver.it.reactivekit;

import org.jspecify.annotations.NullMarked;
