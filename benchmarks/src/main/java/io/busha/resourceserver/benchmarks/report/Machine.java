package io.busha.resourceserver.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The machine and the date of the measurement. */
public final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Returns one line: processor and cores, JDK, date. */
    public static String line() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version()
                + " (" + System.getProperty("java.vendor") + "), " + LocalDate.now(ZoneOffset.UTC);
    }

    private static String processor() {
        String unknown = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!Files.isReadable(CPUS)) {
            return unknown;
        }
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(unknown);
        } catch (IOException e) {
            return unknown;
        }
    }
}
