package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.demo.Demo;

/** {@code bin/demo --adapter servlet}. */
public final class ServletDemo {

    private ServletDemo() {}

    /** Serves until a signal comes. */
    public static void main(String[] args) {
        System.exit(Demo.commandLine("servlet", TomcatApi::start).execute(args));
    }
}
