package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A WAR that is repeatedly deployed in a running server leaves nothing behind. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
public abstract class RedeployTest {

    /** Meters of applications that other tests left running. */
    private final Set<Meter.Id> metersOfOthers = allMeters().collect(Collectors.toSet());

    /** For subclasses. */
    protected RedeployTest() {}

    /** Starts a server. */
    protected abstract WarServer start() throws Exception;

    @Test
    final void leavesNoThreadsOrClassLoadersBehind() throws Exception {
        deployThreeTimes(War::assemble);
    }

    @Test
    final void leavesNoMetersInRegistryOfServer() throws Exception {
        deployThreeTimes(War::withoutMicrometer);
    }

    /** Assembles a WAR. */
    private interface Assembly {
        War of(WebXml descriptor);
    }

    private void deployThreeTimes(Assembly assembly) throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                Leftovers leftovers = Leftovers.open();
                WarServer server = start()) {
            for (int life = 0; life < 3; life++) {
                deployOnce(server, issuer, assembly, leftovers);
                int fetches = issuer.jwksFetches();
                leftovers.awaitNoThreads("life " + life);
                assertThat(ourMeters()).isEmpty();
                assertThat(issuer.jwksFetches()).isEqualTo(fetches);
            }
            leftovers.awaitNothing();
        }
    }

    /** Deploys the application, sends requests of every kind, and undeploys it. */
    private void deployOnce(WarServer server, LocalIssuer issuer, Assembly assembly, Leftovers leftovers)
            throws Exception {
        Map<String, String> settings =
                Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "10s");
        WebXml descriptor = WebXml.with(settings).listener(Leftovers.Loaded.class.getName());
        try (War war = assembly.of(descriptor);
                ServletDoor door = server.deploy(war)) {
            String valid = issuer.accessToken().sign();
            expect(200, door, valid);
            expect(401, door, issuer.accessToken().claim("exp", 1).sign());
            expect(401, door, issuer.accessToken().header("kid", "unknown").sign());
            expect(401, door, valid.substring(0, valid.length() - 8));
            assertThat(leftovers.threads("busha-keys")).isNotEmpty();
            assertThat(leftovers.hasLoaders()).isTrue();
            assertThat(door.meters()).contains("busha.decisions", "busha.jwks.fetch", "busha.tokens.gets");
            assertThat(ourMeters().isEmpty()).isEqualTo(war.hasMicrometer());
        }
    }

    private static void expect(int status, ServletDoor door, String token) {
        assertThat(RawHttp.get(door.uri(), "/me", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(status);
    }

    /** Returns our meters in the server's registry, without those in the registry of a WAR. */
    private List<Meter.Id> ourMeters() {
        return allMeters().filter(id -> !metersOfOthers.contains(id)).toList();
    }

    private static Stream<Meter.Id> allMeters() {
        return Metrics.globalRegistry.getMeters().stream().map(Meter::getId).filter(id -> id.getName()
                .startsWith("busha."));
    }
}
