package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Requests on virtual threads must not hold a carrier thread while they wait for keys. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VirtualThreadsTest {

    private static final int WAITING = 32;

    @TempDir
    private Path folder;

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before JDK 21")
    void noCarrierIsPinnedWhileRequestsWaitForKeys() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<Future<Decision>> decisions = new ArrayList<>();
        Path file = folder.resolve("pinned.jfr");
        try (LocalIssuer issuer = LocalIssuer.start();
                Recording recording = new Recording()) {
            initialiseClasses(issuer);
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            issuer.misbehave(Fault.HANG);
            recording.start();
            try (RequestGuard guard = RequestGuard.builder(Guards.settings(issuer, "key-wait", "10s"))
                    .meterRegistry(registry)
                    .build()) {
                ExecutorService threads = virtualThreads();
                List<String> bearer = Guards.bearer(issuer.accessToken());
                for (int i = 0; i < WAITING; i++) {
                    decisions.add(threads.submit(() -> guard.decide(bearer, Rule.authenticated())));
                }
                while (registry.get("busha.jwks.waiting").gauge().value() < WAITING) {
                    Thread.onSpinWait();
                }
                issuer.misbehave(Fault.NONE);
                for (Future<Decision> decision : decisions) {
                    assertThat(Guards.outcome(decision.get())).isEqualTo("permit []");
                }
                threads.shutdown();
            }
            recording.stop();
            recording.dump(file);
        }
        assertThat(pinnedByUs(file)).isEmpty();
    }

    /** The JDK pins a thread that waits for another to initialise a class, so all classes are initialised first. */
    private static void initialiseClasses(LocalIssuer issuer) {
        try (RequestGuard guard = RequestGuard.of(Guards.settings(issuer))) {
            guard.decide(Guards.bearer(issuer.accessToken()), Rule.authenticated());
        }
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static List<String> pinnedByUs(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .flatMap(event -> event.getStackTrace().getFrames().stream())
                .map(frame -> frame.getMethod().getType().getName())
                .filter(type -> type.startsWith("io.busha.resourceserver"))
                .toList();
    }
}
