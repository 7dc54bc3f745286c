package io.busha.resourceserver.demo.spring;

import io.busha.resourceserver.demo.Demo;

/** {@code bin/demo --adapter spring}. */
public final class SpringDemo {

    private SpringDemo() {}

    /** Serves until a signal comes. */
    public static void main(String[] args) {
        System.exit(Demo.commandLine("spring", BootApi::start).execute(args));
    }
}
