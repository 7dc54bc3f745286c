package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.demo.Demo;

/** {@code bin/demo --adapter jaxrs}. */
public final class JaxRsDemo {

    private JaxRsDemo() {}

    /** Serves until a signal comes. */
    public static void main(String[] args) {
        System.exit(Demo.commandLine("jaxrs", GrizzlyApi::start).execute(args));
    }
}
