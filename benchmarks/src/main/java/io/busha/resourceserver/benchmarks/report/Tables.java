package io.busha.resourceserver.benchmarks.report;

import io.busha.resourceserver.benchmarks.http.Variant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The tables that the command prints and writes to {@code results.md}. */
public final class Tables {

    private Tables() {}

    /** Returns the promised and the measured figures. */
    public static List<String> targets(List<Finding> findings) {
        Table table = new Table("target", "what", "limit", "measured", "verdict");
        for (Finding finding : findings) {
            Target target = finding.target();
            table.add(
                    target.name(),
                    target.what(),
                    (target.atMost() ? "<= " : ">= ") + figure(target.limit()),
                    finding.value().isPresent() ? figure(finding.value().getAsDouble()) : "",
                    finding.verdict().toString());
        }
        return table.lines();
    }

    /** Returns the scores of the benchmarks that measure one validation. */
    public static List<String> validations(Scores scores) {
        Table table = new Table("benchmark", "µs", "bytes", "times raw.2048.jdk");
        for (String name : scores.names()) {
            if (!name.startsWith("http.")) {
                table.add(
                        name,
                        micros(scores.nanos(name)),
                        rounded(scores.bytes(name)),
                        ratio(scores.ratio(name, "raw.2048.jdk")));
            }
        }
        return table.lines();
    }

    /** Returns the scores of whole requests. */
    public static List<String> requests(Scores scores) {
        Table table = new Table("before the servlet", "µs a request", "requests a second", "throughput / open");
        for (Variant variant : Variant.values()) {
            OptionalDouble nanos = scores.nanos(variant.score());
            if (nanos.isPresent()) {
                table.add(
                        variant.id(),
                        micros(nanos),
                        rounded(OptionalDouble.of(1e9 / nanos.getAsDouble())),
                        ratio(scores.ratio(Variant.OPEN.score(), variant.score())));
            }
        }
        return table.lines();
    }

    static String micros(OptionalDouble nanos) {
        return nanos.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", nanos.getAsDouble() / 1000);
    }

    static String rounded(OptionalDouble number) {
        return number.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f", number.getAsDouble());
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isEmpty() ? "" : figure(ratio.getAsDouble());
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.3f", number);
    }
}
