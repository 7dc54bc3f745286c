package io.busha.resourceserver.benchmarks.run;

import java.util.Map;

/** One benchmark with one set of parameters: what has a score. */
record Case(String name, Class<?> type, Map<String, String> parameters, int threads) {

    /** How the names of all classes begin in which a benchmark is. */
    static final String ROOT = "io.busha.resourceserver.benchmarks.question.";

    static Case of(String name, Class<?> type, Map<String, String> parameters) {
        return new Case(name, type, parameters, 1);
    }

    /** The same on two threads. */
    Case onTwoThreads() {
        return new Case(name + ".2threads", type, parameters, 2);
    }

    boolean has(String value) {
        return parameters.containsValue(value);
    }
}
