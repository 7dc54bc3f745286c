package io.busha.resourceserver.benchmarks.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has the JVM's flight recorder record where CPU time goes. Immutable. */
final class Recorder {

    private final Path file;

    /** Into this file, once the JVM ends. */
    Recorder(Path file) {
        this.file = file;
    }

    /** The time that a JVM has to become warm. */
    Duration delay() {
        return Duration.ofSeconds(24);
    }

    /** The time that is recorded, at least. */
    Duration length() {
        return Duration.ofSeconds(20);
    }

    /** For the JVM, whose output stays its own. */
    List<String> arguments() {
        return List.of(
                "-Xlog:disable",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-XX:StartFlightRecording:settings=profile,delay=" + delay().toSeconds() + "s,filename=" + file
                        + ",jdk.CPUTimeSample#enabled=true,jdk.CPUTimeSample#throttle=5ms");
    }
}
