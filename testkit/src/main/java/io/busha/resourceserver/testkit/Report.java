package io.busha.resourceserver.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of every row at one door: a file of lines {@code row TAB cases TAB door TAB result}. Not thread-safe. */
final class Report {

    private final String door;
    private final List<String> lines = new ArrayList<>();

    Report(String door) {
        this.door = door;
    }

    void add(Row row, int cases, String result) {
        lines.add(String.join("\t", row.toString(), Integer.toString(cases), door, result));
    }

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(door + ".tsv"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the report of the contract cannot be written", e);
        }
    }
}
