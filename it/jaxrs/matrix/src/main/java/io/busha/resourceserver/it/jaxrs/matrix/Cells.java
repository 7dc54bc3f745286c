package io.busha.resourceserver.it.jaxrs.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the observed cells to a file with lines {@code row TAB column TAB cell}. Not thread-safe. */
final class Cells {

    private final List<String> lines = new ArrayList<>();

    void add(Row row, String implementation, Discovery discovery, String cell) {
        lines.add(row.title() + "\t" + implementation + ", " + discovery + "\t" + cell);
    }

    void write(Path folder, String implementation) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(implementation.replace(' ', '-') + ".tsv"), lines);
    }
}
