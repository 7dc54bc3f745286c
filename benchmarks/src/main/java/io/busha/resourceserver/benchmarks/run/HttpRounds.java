package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.http.ServerAndClient;
import io.busha.resourceserver.benchmarks.http.Variant;
import io.busha.resourceserver.benchmarks.report.Scores;
import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** Sends whole requests round by round, each round starting with another variant. */
final class HttpRounds {

    private static final String HEAP = "1g";

    private final Plan plan;
    private final Path tokens;

    HttpRounds(Plan plan, Path tokens) {
        this.plan = plan;
        this.tokens = tokens;
    }

    void run(Scores scores) throws IOException {
        Progress progress = new Progress(plan.httpRounds() * Variant.values().length);
        List<String> arguments = Jvm.arguments(tokens, HEAP);
        try (ServerAndClient both = ServerAndClient.start(Jvm.java(), arguments, arguments)) {
            for (int round = 1; round <= plan.warmUpRounds(); round++) {
                for (Variant variant : order(round)) {
                    both.send(variant, requests(variant));
                }
            }
            for (int round = 1; round <= plan.httpRounds(); round++) {
                for (Variant variant : order(round)) {
                    double nanos = both.send(variant, requests(variant));
                    scores.add(variant.score(), round, new Score(nanos, OptionalDouble.empty()));
                    progress.step("round " + round, variant.score());
                }
            }
        }
    }

    /** Sends one variant while recording, and returns the final time of a request in nanoseconds. */
    double record(Variant variant, Recorder recorder) throws IOException {
        List<String> arguments = new ArrayList<>(Jvm.arguments(tokens, HEAP));
        arguments.addAll(recorder.arguments());
        long end = System.nanoTime() + recorder.delay().plus(recorder.length()).toNanos();
        double nanos = 0;
        try (ServerAndClient both = ServerAndClient.start(Jvm.java(), arguments, Jvm.arguments(tokens, HEAP))) {
            while (System.nanoTime() < end) {
                nanos = both.send(variant, requests(variant));
            }
        }
        return nanos;
    }

    private int requests(Variant variant) {
        return variant == Variant.COLD ? plan.coldRequests() : plan.requests();
    }

    private static List<Variant> order(int round) {
        List<Variant> order = new ArrayList<>(List.of(Variant.values()));
        Collections.rotate(order, round);
        return order;
    }
}
