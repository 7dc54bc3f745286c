package io.busha.resourceserver.testkit;

/** One named attack, or one thing that must work. */
record Case(String name, Script script) {

    /** What is sent, and what must come of it. */
    @FunctionalInterface
    interface Script {
        void play() throws Exception;
    }
}
