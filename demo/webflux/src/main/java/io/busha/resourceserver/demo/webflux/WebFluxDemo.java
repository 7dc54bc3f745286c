package io.busha.resourceserver.demo.webflux;

import io.busha.resourceserver.demo.Demo;

/** {@code bin/demo --adapter webflux}. */
public final class WebFluxDemo {

    private WebFluxDemo() {}

    /** Serves until a signal comes. */
    public static void main(String[] args) {
        System.exit(Demo.commandLine("webflux", BootApi::start).execute(args));
    }
}
