package io.busha.resourceserver.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All results as Markdown, for pasting into a page. */
final class ResultsFile {

    private static final String ONE_TOKEN =
            "`raw`: the bare signature. `cold`: the cache is off. `miss`: it is on, and does"
                    + " not hold the token yet. `warm`: it does; rule and meters are included. `guard`: as `cold`, with both. `refuse`:"
                    + " as `guard`, for a bad token. `virtual`: as `guard`, each on a virtual thread, on all cores at once.";
    private static final String REQUESTS =
            "Four connections, from another process on the same machine. `cold`: the cache is"
                    + " off, and every token is sent once, minted before; the others are sent one and the same token.";

    private ResultsFile() {}

    static void write(Scores scores, List<Finding> findings, List<String> remarks, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("Measured on " + Machine.line() + ".", ""));
        remarks.forEach(remark -> lines.addAll(List.of(remark, "")));
        section(lines, "Targets", "", Tables.targets(findings));
        section(lines, "One token", ONE_TOKEN, Tables.validations(scores));
        section(lines, "Whole requests", REQUESTS, Tables.requests(scores));
        Files.write(file, lines);
    }

    private static void section(List<String> lines, String title, String words, List<String> table) {
        lines.addAll(List.of("## " + title, ""));
        if (!words.isEmpty()) {
            lines.addAll(List.of(words, ""));
        }
        lines.addAll(table);
        lines.add("");
    }
}
