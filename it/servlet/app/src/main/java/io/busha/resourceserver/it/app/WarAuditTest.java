package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit that a WAR logs when it starts. */
public abstract class WarAuditTest {

    private static final String NOTHING_IS_PROTECTED = "NOTHING IS PROTECTED";
    private static final String ATTRIBUTE = "io.busha.resourceserver.audit.";

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    /** For subclasses. */
    protected WarAuditTest() {}

    /** Starts a server for one test. */
    protected abstract WarServer start() throws Exception;

    @AfterEach
    final void closeIssuer() {
        issuer.close();
    }

    private Map<String, String> settings(String routes) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("issuer", issuer.issuer());
        settings.put("client-id", LocalIssuer.CLIENT_ID);
        settings.put("key-wait", "10s");
        settings.put("routes", routes);
        return settings;
    }

    /** An action on a running application. */
    private interface Use {
        void of(ServletDoor door) throws Exception;
    }

    /** Returns the log of the application's start and use. */
    private String deploy(WebXml descriptor, Use use) throws Exception {
        try (LoggedText logged = LoggedText.open();
                War war = War.assemble(descriptor);
                WarServer server = start();
                ServletDoor door = server.deploy(war)) {
            use.of(door);
            return logged.toString();
        }
    }

    /** Returns the audit that a filter left in the context, read across class loaders. */
    private static Map<String, Object> audit(ServletDoor door, String filter) throws Exception {
        Object audit = door.context().getAttribute(ATTRIBUTE + filter);
        return JsonUtil.parseJson((String) audit.getClass().getMethod("toJson").invoke(audit));
    }

    private static List<?> list(Map<String, Object> audit, String member) {
        return (List<?>) Objects.requireNonNull(audit.get(member));
    }

    private static List<String> entries(Map<String, Object> audit) {
        return list(audit, "endpoints").stream()
                .map(entry -> (Map<?, ?>) entry)
                .map(entry -> entry.get("methods") + " " + entry.get("path") + " -> " + entry.get("requires"))
                .toList();
    }

    private static List<String> warnings(Map<String, Object> audit) {
        return list(audit, "warnings").stream().map(String::valueOf).toList();
    }

    @Test
    final void listsEveryServletWithItsRule() throws Exception {
        String routes = "GET /table/open open; GET,POST /table/me authenticated; * /table/closed closed";
        String log = deploy(WebXml.with(settings(routes)), door -> {
            Map<String, Object> audit = audit(door, "busha");
            assertThat(entries(audit))
                    .contains(
                            "* /open -> open",
                            "GET,HEAD /balances -> balances:read",
                            "POST /transfers -> transfers:write",
                            "GET,HEAD /inherited/bridge -> transfers:write",
                            "GET /head -> balances:read",
                            "HEAD /head -> transfers:write",
                            "* /any -> any(balances:read transfers:write)",
                            "* /undeclared -> closed",
                            "GET,HEAD /table/open -> open",
                            "GET,HEAD,POST /table/me -> authenticated",
                            "* /table/closed -> closed",
                            "* /table/* -> closed");
            assertThat(warnings(audit))
                    .filteredOn(warning -> warning.contains("* /undeclared "))
                    .singleElement()
                    .asString()
                    .startsWith("closed because no rule is declared: ");
            assertThat(warnings(audit))
                    .noneMatch(warning -> warning.contains("* / ("))
                    .noneMatch(warning -> warning.contains("/balances "))
                    .noneMatch(warning -> warning.contains("NOT PROTECTED"));
        });
        assertThat(log)
                .containsPattern("METHODS +PATH +ENDPOINT +REQUIRES +SAID BY\n")
                .containsPattern("GET,HEAD +/balances +\\S+Balances +balances:read +\\S+Balances.doGet\n")
                .contains("closed because no rule is declared: * /undeclared (")
                .doesNotContain(NOTHING_IS_PROTECTED);
    }

    @Test
    final void listsEveryWebSocketEndpointWithItsRule() throws Exception {
        deploy(WebXml.with(settings("GET /ws/code/line transfers:write")), door -> {
            Map<String, Object> audit = audit(door, "busha");
            assertThat(entries(audit))
                    .contains(
                            "GET /ws/scoped -> balances:read",
                            "GET /ws/open -> open",
                            "GET /ws/undeclared -> closed",
                            "GET /ws/of/{id} -> authenticated",
                            "GET /ws/code/scoped -> balances:read",
                            "GET /ws/code/line -> transfers:write",
                            "GET /ws/code/undeclared -> closed");
            assertThat(warnings(audit))
                    .anyMatch(
                            warning -> warning.startsWith("closed because no rule is declared: GET /ws/undeclared ("));
        });
    }

    @Test
    final void marksEndpointsOutsideEveryFilterAsNotProtected() throws Exception {
        WebXml partly = WebXml.unprotected()
                .filter("first", "/me", settings(""))
                .filter("second", "/table/*", settings("* /table/** closed"));
        String log = deploy(partly, door -> {
            for (String filter : List.of("first", "second")) {
                assertThat(entries(audit(door, filter)))
                        .contains("GET,HEAD /balances -> NOT PROTECTED", "* /open -> NOT PROTECTED")
                        .contains("GET /ws/open -> NOT PROTECTED")
                        .contains("GET,HEAD /me -> authenticated")
                        .doesNotContain("* /table/* -> NOT PROTECTED");
            }
        });
        assertThat(log).contains("NOT PROTECTED: GET,HEAD /balances (").doesNotContain(NOTHING_IS_PROTECTED);
    }

    @Test
    final void warnsAboutScopesUnknownToIssuer() throws Exception {
        issuer.editDiscovery(document -> {
            document.put("scopes_supported", List.of("openid", "balances:read"));
            return document;
        });
        Map<String, String> settings = settings("");
        settings.put("start-up", "required"); // so that the issuer is reached before the application is up
        String log = deploy(WebXml.with(settings), door -> {
            String token = "Authorization: Bearer " + issuer.accessToken().sign();
            assertThat(RawHttp.get(door.uri(), "/me", token).status()).isEqualTo(200);
        });
        assertThat(log)
                .contains("scope transfers:write is required, but the issuer does not list it")
                .doesNotContain("scope balances:read is required");
    }

    @Test
    final void warnsIfNoFilterIsMapped() throws Exception {
        String log = deploy(WebXml.unprotected(), door -> RawHttp.get(door.uri(), "/open"));
        assertThat(log).containsOnlyOnce(NOTHING_IS_PROTECTED);
    }

    @Test
    final void doesNotWarnIfCodeRegistersFilter() throws Exception {
        WebXml descriptor = WebXml.unprotected().listener(Registering.class.getName());
        for (Map.Entry<String, String> setting : settings("").entrySet()) {
            descriptor = descriptor.contextParam("busha." + setting.getKey(), setting.getValue());
        }
        String log = deploy(descriptor, door -> {
            String token = "Authorization: Bearer " + issuer.accessToken().sign();
            assertThat(RawHttp.get(door.uri(), "/me", token).status()).isEqualTo(200);
            assertThat(RawHttp.get(door.uri(), "/me").status()).isEqualTo(401);
            assertThat(RawHttp.get(door.uri(), "/undeclared").status()).isEqualTo(403);
            assertThat(entries(audit(door, "busha"))).contains("* /undeclared -> closed");
        });
        assertThat(log).doesNotContain(NOTHING_IS_PROTECTED);
    }
}
