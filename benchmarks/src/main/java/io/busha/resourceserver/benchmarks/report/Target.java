package io.busha.resourceserver.benchmarks.report;

import java.util.OptionalDouble;
import java.util.function.Function;

/** A figure that is promised, and how it comes from the scores. */
public record Target(String name, String what, boolean atMost, double limit, Function<Scores, OptionalDouble> figure) {

    static Target atMost(double limit, String name, String what, Function<Scores, OptionalDouble> figure) {
        return new Target(name, what, true, limit, figure);
    }

    static Target atLeast(double limit, String name, String what, Function<Scores, OptionalDouble> figure) {
        return new Target(name, what, false, limit, figure);
    }

    /** What came of it. */
    Finding find(Scores scores) {
        return new Finding(this, figure.apply(scores));
    }

    /** Equal to the limit still holds. */
    boolean allows(double value) {
        return atMost ? value <= limit : value >= limit;
    }
}
