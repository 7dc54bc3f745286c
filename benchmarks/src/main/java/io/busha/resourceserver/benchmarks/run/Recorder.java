package io.busha.resourceserver.benchmarks.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Lets the JVM's flight recorder record where CPU time goes. Immutable. */
final class Recorder {

    private final Path file;

    /** Records into this file when the JVM ends. */
    Recorder(Path file) {
        this.file = file;
    }

    /** Returns the time that a JVM has to become warm. */
    Duration delay() {
        return Duration.ofSeconds(24);
    }

    /** Returns the minimum recorded time. */
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
