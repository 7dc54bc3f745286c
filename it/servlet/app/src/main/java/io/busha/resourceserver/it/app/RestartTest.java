package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An application that is stopped and started again without a new deployment keeps refreshing its keys. */
public abstract class RestartTest {

    private static final Duration TOLERANCE = Duration.ofSeconds(10); // the shortest that the setting allows
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    /** For subclasses. */
    protected RestartTest() {}

    /** Starts a server. */
    protected abstract WarServer start() throws Exception;

    @Test
    final void refreshesKeysAfterRestart() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            Map<String, String> settings = Map.of(
                    "issuer",
                    issuer.issuer(),
                    "client-id",
                    LocalIssuer.CLIENT_ID,
                    "key-wait",
                    "10s",
                    "jwks-cache-ttl",
                    TOLERANCE.toString(),
                    "jwks-outage-tolerance",
                    TOLERANCE.toString());
            try (War war = War.assemble(WebXml.with(settings));
                    WarServer server = start();
                    DeployedWar door = server.deploy(war)) {
                assertServes(door, issuer);
                door.restart();
                int fetches = issuer.jwksFetches();
                long began = System.nanoTime();
                while (System.nanoTime() - began < TOLERANCE.plusSeconds(2).toNanos()) {
                    assertServes(door, issuer);
                    LockSupport.parkNanos(PAUSE);
                }
                assertThat(issuer.jwksFetches()).isGreaterThan(fetches);
            }
        }
    }

    @Test
    final void refreshesKeysAfterRestartIfCodeRegistersFilter() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            WebXml descriptor = WebXml.unprotected()
                    .contextParam("busha.issuer", issuer.issuer())
                    .contextParam("busha.client-id", LocalIssuer.CLIENT_ID)
                    .contextParam("busha.key-wait", "10s");
            for (Class<?> listener : new Class<?>[] {Registering.class, OwnGuard.class}) {
                try (War war = War.assemble(descriptor.listener(listener.getName()));
                        WarServer server = start();
                        DeployedWar door = server.deploy(war)) {
                    assertServes(door, issuer);
                    door.restart();
                    issuer.rotate(); // a closed guard would not see the new key
                    assertServes(door, issuer);
                }
            }
        }
    }

    private static void assertServes(ServletDoor door, LocalIssuer issuer) {
        String token = "Authorization: Bearer " + issuer.accessToken().sign();
        assertThat(RawHttp.get(door.uri(), "/me", token).status()).isEqualTo(200);
        assertThat(RawHttp.get(door.uri(), "/me").status()).isEqualTo(401);
    }
}
