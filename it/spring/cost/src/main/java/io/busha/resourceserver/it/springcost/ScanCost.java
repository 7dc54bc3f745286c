package io.busha.resourceserver.it.springcost;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Measures the cost of searching beans without annotations for ours at start: with and without the rules of beans, in turn. */
final class ScanCost {

    private ScanCost() {}

    /** The starting thread's CPU time in milliseconds, without and with the rules, one sample for each round. */
    record Samples(List<Double> without, List<Double> with) {}

    static Samples measure(int rounds, String classPath) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("scanned");
        try {
            compile(folder);
            Samples samples = new Samples(new ArrayList<>(), new ArrayList<>());
            String all = classPath + File.pathSeparator + folder;
            for (int round = 0; round < rounds; round++) {
                samples.without().add(milliseconds("without", all));
                samples.with().add(milliseconds(ScannedBeans.WITH_RULES, all));
            }
            return samples;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", folder.toString()));
        for (int i = 0; i < ScannedBeans.BEANS; i++) {
            Path file = folder.resolve("Bean" + i + ".java");
            Files.writeString(file, source("Bean" + i));
            arguments.add(file.toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IOException("the beans to scan do not compile");
        }
    }

    /** Returns the source of a bean, in which every sixth method has an unrelated annotation. */
    private static String source(String name) {
        StringBuilder source =
                new StringBuilder("package scanned; public class ").append(name).append(" {\n");
        for (int i = 0; i < ScannedBeans.METHODS; i++) {
            source.append(i % 6 == 0 ? "@Deprecated " : "")
                    .append("public String method")
                    .append(i)
                    .append("(String text) { return text; }\n");
        }
        return source.append("}\n").toString();
    }

    private static double milliseconds(String rules, String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        ScannedBeans.class.getName(),
                        rules)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            return Long.parseLong(Start.answer(lines, "cpu ")) / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
