package io.busha.resourceserver.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The folder of lasting results: {@code ratios.json}, {@code results.md} and the charts. */
public final class ResultsFolder {

    private final Path folder;
    private final List<Path> charts = new ArrayList<>();

    /** Uses this folder, which need not exist yet. */
    public ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes everything. */
    public void write(Scores scores, List<Finding> findings, List<String> remarks) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("charts"));
        RatiosFile.write(findings, folder.resolve("ratios.json"));
        ResultsFile.write(scores, findings, remarks, folder.resolve("results.md"));
        charts.addAll(Charts.draw(scores, pictures));
    }

    /** Copies the charts from another folder. */
    public void copyCharts(Path other) throws IOException {
        Files.createDirectories(other);
        for (Path chart : charts) {
            Files.copy(chart, other.resolve(chart.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
