package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A WAR that is deployed again and again in a running server leaves nothing behind. */
public abstract class RedeployTest {

    private final Leftovers leftovers = new Leftovers();

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
                Leftovers.await(() -> leftovers.threadsNamed("busha-keys").isEmpty());
                assertThat(leftovers.threadsNamed("busha-keys")).isEmpty();
                assertThat(threadsUnder(gone)).isEmpty();
            }
            Leftovers.await(() -> gone.stream().allMatch(loader -> loader.refersTo(null)));
            assertThat(gone).as("class loaders").allMatch(loader -> loader.refersTo(null));
            Leftovers.await(() -> leftovers.threadsNamed("HttpClient-").isEmpty());
            assertThat(leftovers.threadsNamed("HttpClient-")).isEmpty();
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
            assertThat(leftovers.threadsNamed("busha-keys")).isNotEmpty();
            return new WeakReference<>(door.context().getClassLoader());
        }
    }

    private static void expect(int status, ServletDoor door, String token) {
        assertThat(RawHttp.get(door.uri(), "/me", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(status);
    }

    /** The threads that have one of these as their context class loader. */
    private static List<String> threadsUnder(List<WeakReference<ClassLoader>> loaders) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() != null)
                .filter(thread -> loaders.stream().anyMatch(loader -> loader.refersTo(thread.getContextClassLoader())))
                .map(Thread::getName)
                .toList();
    }
}
