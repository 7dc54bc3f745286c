package io.busha.resourceserver.benchmarks.run;

import java.util.Map;

/** One benchmark with one set of parameters, which has a score. */
record Case(String name, Class<?> type, Map<String, String> parameters, int threads) {

    /** The prefix of the names of all benchmark classes. */
    static final String ROOT = "io.busha.resourceserver.benchmarks.question.";

    static Case of(String name, Class<?> type, Map<String, String> parameters) {
        return new Case(name, type, parameters, 1);
    }

    /** Returns this case on two threads. */
    Case onTwoThreads() {
        return new Case(name + ".2threads", type, parameters, 2);
    }

    boolean has(String value) {
        return parameters.containsValue(value);
    }
}
