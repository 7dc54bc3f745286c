package io.busha.resourceserver.benchmarks.run;

import io.busha.resourceserver.benchmarks.subject.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The common options of every JVM in which something is measured. */
final class Jvm {

    private static final int KNOWS_UNSAFE_OPTION = 24;

    private Jvm() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static List<String> arguments(Path tokens, String heap) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-Djava.util.logging.config.class=" + Silence.class.getName(),
                "-D" + Tokens.FOLDER + "=" + tokens.toAbsolutePath(),
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= KNOWS_UNSAFE_OPTION) {
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        return arguments;
    }
}
