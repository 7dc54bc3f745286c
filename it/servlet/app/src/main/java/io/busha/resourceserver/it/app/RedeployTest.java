package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A WAR that is deployed again and again in a running server leaves nothing behind. */
public abstract class RedeployTest {

    /** The JDK's HTTP client is looked after every three seconds: its thread ends that much later than it could. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    /** What other tests have left, if anything, is not of this one. */
    private final Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();

    /** For subclasses. */
    protected RedeployTest() {}

    /** A running server. */
    protected abstract WarServer start() throws Exception;

    @Test
    final void leavesNeitherThreadsNorClassLoadersBehind() throws Exception {
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        try (LocalIssuer issuer = LocalIssuer.start();
                WarServer server = start()) {
            for (int life = 0; life < 3; life++) {
                gone.add(liveOnce(server, issuer));
                await(() -> threadsNamed("busha-keys").isEmpty());
                assertThat(threadsNamed("busha-keys")).isEmpty();
                assertThat(threadsUnder(gone)).isEmpty();
            }
            await(() -> gone.stream().allMatch(loader -> loader.refersTo(null)));
            assertThat(gone).as("class loaders").allMatch(loader -> loader.refersTo(null));
            await(() -> threadsNamed("HttpClient-").isEmpty());
            assertThat(threadsNamed("HttpClient-")).isEmpty();
        }
    }

    /** One life of the application, with requests of every kind, and its class loader. */
    private WeakReference<ClassLoader> liveOnce(WarServer server, LocalIssuer issuer) throws Exception {
        Map<String, String> settings =
                Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "10s");
        try (War war = War.assemble(WebXml.with(settings));
                ServletDoor door = server.deploy(war)) {
            String valid = issuer.accessToken().sign();
            expect(200, door, valid);
            expect(401, door, issuer.accessToken().claim("exp", 1).sign());
            expect(401, door, issuer.accessToken().header("kid", "unknown").sign());
            expect(401, door, valid.substring(0, valid.length() - 8));
            assertThat(threadsNamed("busha-keys")).isNotEmpty();
            return new WeakReference<>(door.context().getClassLoader());
        }
    }

    private static void expect(int status, ServletDoor door, String token) {
        assertThat(RawHttp.get(door.uri(), "/me", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(status);
    }

    private List<String> threadsNamed(String beginning) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** The threads that have one of these as their context class loader. */
    private static List<String> threadsUnder(List<WeakReference<ClassLoader>> loaders) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() != null)
                .filter(thread -> loaders.stream().anyMatch(loader -> loader.refersTo(thread.getContextClassLoader())))
                .map(Thread::getName)
                .toList();
    }

    private static void await(BooleanSupplier end) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!end.getAsBoolean() && System.nanoTime() - deadline < 0) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
