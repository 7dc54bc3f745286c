package io.busha.resourceserver.it.contract;

/**
 * One named attack, or one thing that must work.
 *
 * @param alone whether no other case may run beside it: it changes what others see, or looks at what all left behind
 */
record Case(String name, boolean alone, Script script) {

    /** What is sent, and what must come of it. */
    @FunctionalInterface
    interface Script {
        void play() throws Exception;
    }
}
