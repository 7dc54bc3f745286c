package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;

/**
 * An implementation of JAX-RS under test.
 *
 * @param name the name in the documentation: {@code Jersey 3.1}
 * @param findsFeatures whether it discovers features
 * @param sendsEvents whether it supports server-sent events
 */
public record Implementation(String name, JaxRsRuntime runtime, boolean findsFeatures, boolean sendsEvents) {

    /** Returns an implementation that supports everything in the specification. */
    public static Implementation whole(String name, JaxRsRuntime runtime) {
        return new Implementation(name, runtime, true, true);
    }
}
