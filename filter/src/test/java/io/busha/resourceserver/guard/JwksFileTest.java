package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys from a file, for an issuer that cannot be reached. */
class JwksFileTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("jwks.json"), text);
    }

    private Path writeSet(SigningKey... keys) throws IOException {
        return write(JsonUtil.toJson(
                Map.of("keys", List.of(keys).stream().map(SigningKey::jwk).toList())));
    }

    private RequestGuard guard(String... settings) {
        return RequestGuard.builder(Guards.settings(issuer, settings))
                .meterRegistry(registry)
                .build();
    }

    @Test
    void readsKeysFromTheFileWithoutFetching() throws IOException {
        Path file = writeSet(issuer.currentKey());
        try (RequestGuard guard = guard("jwks-file", file.toString(), "start-up", "required")) {
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("permit []");
            issuer.rotate();
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("unknown-key");
            assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
            assertThat(registry.get("busha.jwks.keys").gauge().value()).isEqualTo(1);
        }
        assertThat(issuer.connections()).isZero();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void requiresTheExactIssuer() throws IOException {
        Path file = writeSet(issuer.currentKey());
        try (RequestGuard guard = guard("jwks-file", file.toString())) {
            issuer.announceIssuer(issuer.uri() + "/");
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("wrong-issuer");
            try (RequestGuard other = guard("start-up", "required", "start-up-limit", "2m")) {
                Decision.Permit permit =
                        Guards.permit(other.decide(bearer(issuer.accessToken()), Rule.authenticated()));
                assertThat(guard.admitted(permit.token().orElseThrow())).isEmpty();
            }
        }
    }

    @Test
    void toleratesAStaleKidIfConfigured() throws IOException {
        SigningKey old = issuer.currentKey();
        SigningKey current = issuer.rotate();
        Path file = writeSet(current, old);
        var stale = issuer.accessToken().header("kid", old.kid());
        try (RequestGuard strict = guard("jwks-file", file.toString())) {
            assertThat(outcome(strict.decide(bearer(stale), Rule.authenticated())))
                    .isEqualTo("invalid-signature");
        }
        try (RequestGuard tolerant = guard("jwks-file", file.toString(), "tolerate-stale-kid", "true")) {
            assertThat(outcome(tolerant.decide(bearer(stale), Rule.authenticated())))
                    .isEqualTo("permit []");
        }
    }

    private void assertFault(String fault, String... settings) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Guards.settings(issuer, settings))
                .withMessageContaining(fault);
    }

    @Test
    void namesTheUnusableFile() throws IOException {
        String none = folder.resolve("none.json").toString();
        assertFault(
                "jwks-file (busha.jwks-file, BUSHA_JWKS_FILE): \"" + none
                        + "\": the file cannot be read as text: NoSuchFileException",
                "jwks-file",
                none);
        String empty = write("{\"keys\":[]}").toString();
        assertFault(
                "\"" + empty + "\": the JWK set cannot be used: the JWK set holds no usable key", "jwks-file", empty);
        String html = write("<html>").toString();
        assertFault("the JWK set cannot be used: the document is not a JSON object", "jwks-file", html);
        Files.write(Path.of(html), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertFault("the file cannot be read as text: MalformedInputException", "jwks-file", html);
    }

    @Test
    void refusesSettingsForFetchedKeys() throws IOException {
        String file = writeSet(issuer.currentKey()).toString();
        String dropOne =
                "it applies to keys that are fetched, and cannot be combined with jwks-file: remove one of the two";
        assertFault(
                "jwks-origin (busha.jwks-origin, BUSHA_JWKS_ORIGIN): " + dropOne,
                "jwks-file",
                file,
                "jwks-origin",
                "https://keys.example");
        assertFault(
                "jwks-cache-file (busha.jwks-cache-file, BUSHA_JWKS_CACHE_FILE): " + dropOne,
                "jwks-file",
                file,
                "jwks-cache-file",
                "keys.json");
        assertFault(
                "discovery-uri (busha.discovery-uri, BUSHA_DISCOVERY_URI): " + dropOne,
                "jwks-file",
                file,
                "discovery-uri",
                "https://a.example/discovery");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("client-id", "mine", "jwks-file", file)))
                .withMessageContaining(
                        "jwks-file (busha.jwks-file, BUSHA_JWKS_FILE): it requires issuer, and cannot be combined with environment");
    }

    @Test
    void findsKeysAddedToTheFile() throws IOException {
        Path file = writeSet(issuer.currentKey());
        try (RequestGuard guard = guard("jwks-file", file.toString(), "unknown-kid-cool-down", "1s")) {
            SigningKey old = issuer.currentKey();
            SigningKey current = issuer.rotate();
            writeSet(current);
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("permit []");
            assertThat(guard.keyHealth().keyIds())
                    .containsExactly(current.kid())
                    .doesNotContain(old.kid());
            assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
        }
        assertThat(issuer.connections()).isZero();
    }

    @Test
    void keepsKeysWhenTheFileBecomesUnusable() throws IOException {
        Path file = writeSet(issuer.currentKey());
        try (RequestGuard guard =
                guard("jwks-file", file.toString(), "jwks-outage-tolerance", "10s", "jwks-cache-ttl", "10s")) {
            write("damaged");
            Patience.await(() -> {
                guard.decide(bearer(issuer.accessToken().header("kid", "unknown")), Rule.authenticated());
                return guard.keyHealth().state() == KeyHealth.State.DEGRADED;
            });
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("permit []");
            assertThat(guard.keyHealth().lastError()).contains("malformed");
            writeSet(issuer.currentKey());
            Patience.await(() -> guard.keyHealth().state() == KeyHealth.State.UP);
        }
    }
}
