package io.busha.resourceserver.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the result of every row to a file with lines {@code row TAB cases TAB door TAB result TAB kind}. Not thread-safe. */
final class Report {

    private record Line(Row row, int cases, String result) {}

    private final List<Line> lines = new ArrayList<>();

    void add(Row row, int cases, String result) {
        lines.add(new Line(row, cases, result));
    }

    List<String> lines(String door) {
        return lines.stream()
                .map(line -> line.row + "\t" + line.cases + "\t" + door + "\t" + line.result + "\t"
                        + (line.row.isAboutToken() ? "TOKEN" : "DOOR"))
                .toList();
    }

    void write(Path folder, String door) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(door + ".tsv"), lines(door));
        } catch (IOException e) {
            throw new UncheckedIOException("the report of the contract cannot be written", e);
        }
    }
}
