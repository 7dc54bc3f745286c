package io.busha.resourceserver.testkit;

import org.jspecify.annotations.Nullable;

/** The two documents that a {@link LocalIssuer} serves. */
public enum Endpoint {
    /** The discovery document, {@code /.well-known/openid-configuration}. */
    DISCOVERY("/.well-known/openid-configuration"),
    /** The published keys, {@code /.well-known/jwks.json}. */
    JWKS("/.well-known/jwks.json");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    /** Returns the path below {@link LocalIssuer#uri()}, starting with a slash. */
    public String path() {
        return path;
    }

    static @Nullable Endpoint at(String path) {
        for (Endpoint endpoint : values()) {
            if (endpoint.path.equals(path)) {
                return endpoint;
            }
        }
        return null;
    }
}
