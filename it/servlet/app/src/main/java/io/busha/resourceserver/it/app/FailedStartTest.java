package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Checks that a WAR that fails to start leaves nothing behind, for each part of the application that can fail. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
public abstract class FailedStartTest {

    /** For subclasses. */
    protected FailedStartTest() {}

    /** Starts a server. */
    protected abstract WarServer start() throws Exception;

    /** Returns whether the server calls {@code contextDestroyed} of a listener if a later one threw. */
    protected boolean endsListenersThatHaveBegun() {
        return true;
    }

    @Test
    final void leavesNothingBehindIfStartFails() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                Leftovers leftovers = Leftovers.open();
                WarServer server = start()) {
            for (Map.Entry<String, WebXml> broken : applications(issuer).entrySet()) {
                fail(server, broken.getKey(), broken.getValue(), leftovers);
                assertThat(leftovers.hasLoaders()).as(broken.getKey()).isTrue();
                leftovers.awaitNoThreads(broken.getKey());
            }
            assertThat(issuer.discoveryFetches()).as("discovery fetches").isPositive();
            int fetches = issuer.discoveryFetches();
            leftovers.awaitNothing();
            assertThat(issuer.discoveryFetches()).isEqualTo(fetches);
        }
    }

    /** Deploys a WAR that must fail. Some servers throw, others only log the failure and still list the application. */
    private static void fail(WarServer server, String name, WebXml descriptor, Leftovers leftovers) throws Exception {
        try (War war = War.assemble(descriptor)) {
            DeployedWar door;
            try {
                door = server.deploy(war);
            } catch (Exception e) {
                return;
            }
            try (door) {
                assertThat(RawHttp.get(door.uri(), "/open").status()).as(name).isGreaterThanOrEqualTo(400);
                leftovers.awaitNoThreads(name);
            }
        }
    }

    private Map<String, WebXml> applications(LocalIssuer issuer) {
        Map<String, String> settings = Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID);
        Map<String, String> required = new HashMap<>(settings);
        required.putAll(Map.of("start-up", "required", "start-up-limit", "1s", "jwks-retry-cap", "1s"));
        issuer.misbehave(Endpoint.JWKS, Fault.STATUS_500);
        WebXml good = WebXml.with(settings).listener(Leftovers.Loaded.class.getName());
        WebXml byCode = inContext(settings);
        Map<String, WebXml> all = new LinkedHashMap<>();
        all.put("a filter behind it", good.filter("failing", Failing.AsFilter.class));
        all.put("a servlet", good.listener(Failing.AsServlet.class.getName()));
        all.put("a filter behind one by code", registered(byCode, Registering.class));
        all.put("a filter behind one with a guard", registered(byCode, OwnGuard.class));
        if (endsListenersThatHaveBegun()) {
            all.put(
                    "a listener after one with a guard",
                    byCode.listener(OwnGuard.class.getName()).listener(Failing.AsListener.class.getName()));
        }
        all.put("a contradiction", good.servlet("/two-kinds", Contradicting.TwoKinds.class.getName()));
        all.put("the audit", good.servlet("/me/", OpenEndpoints.ForAll.class.getName()));
        all.put("keys that are required", WebXml.with(required).listener(Leftovers.Loaded.class.getName()));
        return all;
    }

    private static WebXml registered(WebXml descriptor, Class<?> listener) {
        return descriptor.listener(listener.getName()).filter("failing", Failing.AsFilter.class);
    }

    private static WebXml inContext(Map<String, String> settings) {
        WebXml descriptor = WebXml.unprotected().listener(Leftovers.Loaded.class.getName());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            descriptor = descriptor.contextParam("busha." + setting.getKey(), setting.getValue());
        }
        return descriptor;
    }
}
