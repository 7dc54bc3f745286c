package io.busha.resourceserver.benchmarks.http;

import java.util.Locale;

/** What stands before the servlet. */
public enum Variant {
    /** Nothing. */
    OPEN,
    /** This library with a cached token. */
    WARM,
    /** This library, without a cached token: each is sent once. */
    COLD,
    /** Spring Security's resource server. */
    SPRING,
    /** The same with a cached token, in a cache of its users' making. */
    SPRING_CACHED;

    /** The prefixes of the classes that a request passes through in the server. */
    public static final String ROOT = "org.apache.catalina.";

    /** The name of its scores. */
    public String score() {
        return "http." + id();
    }

    String contextPath() {
        return "/" + id();
    }

    /** Returns the name in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
