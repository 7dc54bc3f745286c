package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;

/**
 * An implementation of JAX-RS under test.
 *
 * @param name as in the documentation: {@code Jersey 3.1}
 * @param findsFeatures whether it finds features by itself
 * @param sendsEvents whether it has server-sent events
 */
public record Implementation(String name, JaxRsRuntime runtime, boolean findsFeatures, boolean sendsEvents) {

    /** One that does all that the specification asks for. */
    public static Implementation whole(String name, JaxRsRuntime runtime) {
        return new Implementation(name, runtime, true, true);
    }
}
