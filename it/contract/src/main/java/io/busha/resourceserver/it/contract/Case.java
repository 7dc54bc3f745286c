package io.busha.resourceserver.it.contract;

/**
 * One named attack, or one request that must succeed.
 *
 * @param alone whether no other case may run at the same time, because it changes or inspects shared state
 */
record Case(String name, boolean alone, Script script) {

    /** Sends the requests and checks the outcome. */
    @FunctionalInterface
    interface Script {
        void play() throws Exception;
    }
}
