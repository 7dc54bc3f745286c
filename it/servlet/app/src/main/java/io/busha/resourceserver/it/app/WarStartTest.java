package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR reads its settings from each supported source, and does not start with invalid ones. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
public abstract class WarStartTest {

    private static final List<String> SET = List.of("busha.issuer", "busha.client-id", "busha.realm");

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    /** For subclasses. */
    protected WarStartTest() {}

    /** Starts a server for one test. */
    protected abstract WarServer start() throws Exception;

    @BeforeEach
    @AfterEach
    final void clearProperties() {
        SET.forEach(System::clearProperty);
    }

    @AfterEach
    final void closeIssuer() {
        issuer.close();
    }

    private Map<String, String> requiredSettings() {
        return Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "10s");
    }

    private Map<String, String> requiredSettingsAnd(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(requiredSettings());
        more.put(name, value);
        return more;
    }

    private static WebXml inContext(WebXml descriptor, Map<String, String> settings) {
        WebXml more = descriptor;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            more = more.contextParam("busha." + setting.getKey(), setting.getValue());
        }
        return more;
    }

    private static void inProcess(Map<String, String> settings) {
        settings.forEach((name, value) -> System.setProperty("busha." + name, value));
    }

    /** An action on a running application. */
    private interface Use {
        void of(ServletDoor door);
    }

    private void deploy(WebXml descriptor, Use use) throws Exception {
        try (War war = War.assemble(descriptor);
                WarServer server = start();
                ServletDoor door = server.deploy(war)) {
            use.of(door);
        }
    }

    private void assertServes(ServletDoor door) {
        assertThat(get(door.uri(), "/me", issuer.accessToken().sign()).status()).isEqualTo(200);
        assertThat(RawHttp.get(door.uri(), "/me").status()).isEqualTo(401);
    }

    private static RawHttp.Response get(URI uri, String path, String token) {
        return RawHttp.get(uri, path, "Authorization: Bearer " + token);
    }

    @Test
    final void startsWithInitParamsOnly() throws Exception {
        deploy(WebXml.with(requiredSettings()), this::assertServes);
    }

    @Test
    final void startsWithContextParamsOnly() throws Exception {
        deploy(
                inContext(WebXml.with(Map.of()), requiredSettings()).contextParam("busha.other", "not ours"),
                this::assertServes);
    }

    @Test
    final void startsWithSystemPropertiesOnly() throws Exception {
        inProcess(requiredSettings());
        deploy(WebXml.with(Map.of()), this::assertServes);
    }

    @Test
    final void prefersInitParamsToContextParamsToSystemProperties() throws Exception {
        inProcess(requiredSettingsAnd("realm", "of-system"));
        WebXml context = WebXml.with(Map.of()).contextParam("busha.realm", "of-context");
        WebXml both = WebXml.with(Map.of("realm", "of-init")).contextParam("busha.realm", "of-context");
        deploy(WebXml.with(Map.of()), door -> assertThat(challenge(door)).contains("\"of-system\""));
        deploy(context, door -> assertThat(challenge(door)).contains("\"of-context\""));
        deploy(both, door -> assertThat(challenge(door)).contains("\"of-init\""));
    }

    private static String challenge(ServletDoor door) {
        return String.valueOf(RawHttp.get(door.uri(), "/me").header("WWW-Authenticate"));
    }

    @Test
    final void startsWhileIssuerIsDown() throws Exception {
        String token = issuer.accessToken().sign();
        issuer.close();
        deploy(WebXml.with(requiredSettings()), door -> {
            assertThat(get(door.uri(), "/me", token).status()).isEqualTo(503);
            assertThat(RawHttp.get(door.uri(), "/me").status()).isEqualTo(401);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    final void enforcesAnnotationsWithAndWithoutCompleteMetadata(boolean complete) throws Exception {
        deploy(WebXml.with(requiredSettings()).metadataComplete(complete), door -> {
            String read = issuer.accessToken().scopes("balances:read").sign();
            assertThat(get(door.uri(), "/balances", read).status()).isEqualTo(200);
            assertThat(get(door.uri(), "/transfers-get", read).status()).isEqualTo(403);
            assertThat(get(door.uri(), "/undeclared", read).status()).isEqualTo(403);
            assertThat(RawHttp.get(door.uri(), "/open").status()).isEqualTo(200);
        });
    }

    @Test
    final void loadsFilterFromWarNotFromServer() throws Exception {
        deploy(WebXml.with(requiredSettings()), door -> {
            ClassLoader ofApplication = door.context().getClassLoader();
            Class<?> filter = classOf(ofApplication, ResourceServerFilter.class.getName());
            assertThat(filter).isNotSameAs(ResourceServerFilter.class);
            assertThat(filter.getClassLoader()).isSameAs(ofApplication);
        });
    }

    private static Class<?> classOf(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Each filter recognises only its own permits, also on dispatches inside the application. */
    @Test
    final void requiresPermitOfEveryFilter() throws Exception {
        Map<String, String> strict = Map.of("issuer", issuer.issuer(), "client-id", "another-client");
        WebXml two = WebXml.with(requiredSettings()).filter("second", "/transfers-get", strict);
        deploy(two, door -> {
            String token = issuer.accessToken().scopes("transfers:write").sign();
            assertThat(get(door.uri(), "/me", token).status()).isEqualTo(200);
            for (String path : List.of("/transfers-get", "/forward/stricter", "/async/stricter")) {
                assertThat(get(door.uri(), path, token).body()).as(path).contains("wrong-client");
            }
            assertThat(get(door.uri(), "/include/stricter", token).body()).doesNotContain("transfers-get");
        });
    }

    @Test
    final void reportsEveryFaultOfSettingsAndServesNothing() throws Exception {
        Map<String, String> faulty = Map.of("isuer", "x", "clock-skew", "1h", "routes", "GET x open");
        assertThat(failureOf(WebXml.with(faulty)))
                .contains("isuer: there is no such setting")
                .contains("BUSHA_CLIENT_ID")
                .contains("clock-skew")
                .contains("the path x does not begin with /");
    }

    @Test
    final void refusesToStartIfDeclarationsContradict() throws Exception {
        WebXml descriptor = WebXml.with(requiredSettings())
                .servlet("/two-kinds", Contradicting.TwoKinds.class.getName())
                .servlet("/blank-scope", Contradicting.BlankScope.class.getName());
        assertThat(failureOf(descriptor))
                .contains("servlet /two-kinds: ")
                .contains("more than one of")
                .contains("servlet /blank-scope: ")
                .contains("\"a b\" is not a scope");
    }

    /** Deploys an application that must not start, and returns the container's exception or log. */
    private String failureOf(WebXml descriptor) throws Exception {
        try (LoggedText logged = LoggedText.open();
                War war = War.assemble(descriptor);
                WarServer server = start()) {
            try (ServletDoor door = server.deploy(war)) {
                assertServesNothing(door.uri());
            } catch (Exception e) {
                return logged + LoggedText.textOf(e);
            }
            return logged.toString();
        }
    }

    private void assertServesNothing(URI uri) {
        String token = issuer.accessToken().scopes("balances:read").sign();
        for (String path : List.of("/open", "/me", "/undeclared", "/two-kinds", "/nowhere", "/")) {
            assertThat(RawHttp.get(uri, path).status()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(get(uri, path, token).status()).as(path).isGreaterThanOrEqualTo(400);
        }
    }
}
