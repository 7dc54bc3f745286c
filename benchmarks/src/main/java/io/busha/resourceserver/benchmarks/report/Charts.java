package io.busha.resourceserver.benchmarks.report;

import io.busha.resourceserver.benchmarks.subject.Rival;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The pictures: time of one token with either size of key, and the throughput of whole requests. */
final class Charts {

    private Charts() {}

    /** Draws them into a folder, as PNG files. */
    static List<Path> draw(Scores scores, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String bits : List.of("2048", "4096")) {
            BarChart chart = new BarChart(
                    "One token, RS256 with " + bits + " bits", "times the JDK's bare signature (less is better)");
            tokens(chart, scores, bits);
            add(chart, folder.resolve("performance-" + bits + ".png"), files);
        }
        BarChart chart =
                new BarChart("Whole requests on Tomcat 11", "throughput, times that without a filter (more is better)");
        requests(chart, scores);
        add(chart, folder.resolve("performance-http.png"), files);
        return files;
    }

    /** Draws nothing if nothing was measured. */
    private static void add(BarChart chart, Path file, List<Path> files) throws IOException {
        if (!chart.isEmpty()) {
            chart.draw(file);
            files.add(file);
        }
    }

    private static void tokens(BarChart chart, Scores scores, String bits) {
        String floor = "raw." + bits + ".jdk";
        for (Rival rival : Rival.values()) {
            time(chart, scores, rival.title(), rival.id() + "." + bits + ".jdk", floor);
        }
        time(chart, scores, "bare signature, JDK", floor, floor);
        time(chart, scores, "bare signature, ACCP", "raw." + bits + ".accp", floor);
        time(chart, scores, "this library, JDK", "cold." + bits + ".jdk", floor);
        time(chart, scores, "this library, ACCP", "cold." + bits + ".accp", floor);
        if (bits.equals("2048")) {
            time(chart, scores, "this library, token known", "warm", floor);
        }
    }

    private static void time(BarChart chart, Scores scores, String title, String name, String floor) {
        OptionalDouble ratio = scores.ratio(name, floor);
        if (ratio.isPresent()) {
            chart.add(title, Tables.micros(scores.nanos(name)) + " µs", ratio.getAsDouble());
        }
    }

    private static void requests(BarChart chart, Scores scores) {
        request(chart, scores, "Spring Security", "http.spring");
        request(chart, scores, "Spring Security, own cache", "http.spring-cached");
        request(chart, scores, "this library, every token new", "http.cold");
        request(chart, scores, "this library, token known", "http.warm");
        request(chart, scores, "no filter", "http.open");
    }

    private static void request(BarChart chart, Scores scores, String title, String name) {
        OptionalDouble nanos = scores.nanos(name);
        if (nanos.isPresent()) {
            String rate = Tables.rounded(OptionalDouble.of(1e9 / nanos.getAsDouble()));
            chart.add(title, rate + "/s", scores.ratio("http.open", name).orElseThrow());
        }
    }
}
