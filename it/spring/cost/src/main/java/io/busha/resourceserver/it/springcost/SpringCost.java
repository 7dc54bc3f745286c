package io.busha.resourceserver.it.springcost;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures starts, warm requests and a scan of many beans, with and without the library in turn, and prints the medians. */
public final class SpringCost {

    /** The jars that the library adds to the class path of an application with only the web starter. */
    private static final Pattern OURS =
            Pattern.compile("(busha-resource-server-(spring|filter)|jose4j|caffeine|micrometer-core"
                    + "|HdrHistogram|LatencyUtils|jackson-core-2)\\b.*");

    /** The jars that only the measurement needs, and that are on neither class path. */
    private static final Pattern MEASURING =
            Pattern.compile("(busha-resource-server-testkit|junit|assertj|byte-buddy|opentest4j|apiguardian).*");

    private static final int WARM_UP = 1;

    private SpringCost() {}

    /** Runs the measurements; the first argument is the number of starts of each kind. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        Path jar = Path.of(args[1]);
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            libraries.filter(library -> !matches(MEASURING, library)).sorted().forEach(jars::add);
        }
        jars.add(jar.resolveSibling("classes")); // the jar's manifest lists all of them
        String with = classPath(jars);
        String without = classPath(
                jars.stream().filter(library -> !matches(OURS, library)).toList());
        List<Start> ours = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        List<Double> requestsOfOurs = new ArrayList<>();
        List<Double> bareRequests = new ArrayList<>();
        try (LocalIssuer issuer = LocalIssuer.start()) {
            for (int round = -WARM_UP; round < rounds; round++) {
                Start first = Start.of(without, issuer);
                Start second = Start.of(with, issuer);
                if (round >= 0) {
                    bare.add(first);
                    ours.add(second);
                    bareRequests.add(RequestCost.of(without, issuer));
                    requestsOfOurs.add(RequestCost.of(with, issuer));
                }
            }
        }
        System.out.printf(
                "%d starts of each, in turn; JDK %s, %d CPUs%n",
                rounds, Runtime.version(), Runtime.getRuntime().availableProcessors());
        print("until it serves, s", bare, ours, Start::seconds);
        print("heap in use, MB", bare, ours, Start::heapMegabytes);
        print("a warm request, us CPU", bareRequests, requestsOfOurs, sample -> sample);
        ScanCost.Samples scans = ScanCost.measure(rounds, with);
        print(
                "scan of %d beans of %d methods, ms CPU".formatted(ScannedBeans.BEANS, ScannedBeans.METHODS),
                scans.without(),
                scans.with(),
                sample -> sample);
    }

    private static boolean matches(Pattern pattern, Path library) {
        return pattern.matcher(library.getFileName().toString()).matches();
    }

    private static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static <T> void print(String what, List<T> bare, List<T> ours, ToDoubleFunction<T> figure) {
        double without = quantile(bare, figure, 0.5);
        double with = quantile(ours, figure, 0.5);
        System.out.printf(
                "%-20s without %.2f (%.2f to %.2f), with %.2f (%.2f to %.2f): %.2f more%n",
                what,
                without,
                quantile(bare, figure, 0.25),
                quantile(bare, figure, 0.75),
                with,
                quantile(ours, figure, 0.25),
                quantile(ours, figure, 0.75),
                with - without);
    }

    private static <T> double quantile(List<T> samples, ToDoubleFunction<T> figure, double share) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }
}
