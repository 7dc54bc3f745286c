package io.busha.resourceserver.benchmarks.report;

import java.util.OptionalDouble;

/** A target and its measured figure, which is absent if one of its benchmarks did not run. */
public record Finding(Target target, OptionalDouble value) {

    /** What the table says. */
    public enum Verdict {
        HOLDS("holds"),
        DOES_NOT_HOLD("does not hold"),
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Returns whether the target holds. */
    public Verdict verdict() {
        if (value.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        return target.allows(value.getAsDouble()) ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD;
    }
}
