package io.busha.resourceserver.benchmarks.report;

import java.util.OptionalDouble;
import java.util.function.Function;

/** A promised figure and its computation from the scores. */
public record Target(String name, String what, boolean atMost, double limit, Function<Scores, OptionalDouble> figure) {

    static Target atMost(double limit, String name, String what, Function<Scores, OptionalDouble> figure) {
        return new Target(name, what, true, limit, figure);
    }

    static Target atLeast(double limit, String name, String what, Function<Scores, OptionalDouble> figure) {
        return new Target(name, what, false, limit, figure);
    }

    /** The result. */
    Finding find(Scores scores) {
        return new Finding(this, figure.apply(scores));
    }

    /** A figure equal to the limit still holds. */
    boolean allows(double value) {
        return atMost ? value <= limit : value >= limit;
    }
}
