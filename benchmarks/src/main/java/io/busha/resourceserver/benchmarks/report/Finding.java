package io.busha.resourceserver.benchmarks.report;

import java.util.OptionalDouble;

/** A target and what was measured; nothing, where a benchmark of it did not run. */
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

    /** Whether the target holds. */
    public Verdict verdict() {
        if (value.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        return target.allows(value.getAsDouble()) ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD;
    }
}
