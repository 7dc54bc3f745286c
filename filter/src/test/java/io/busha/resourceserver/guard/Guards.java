package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/** Guards with fixed keys and a fixed clock, and their requests. */
final class Guards {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** A request as a door passes it to the guard. */
    record Request(
            String method,
            String path,
            String rawPath,
            @Nullable List<? extends @Nullable String> authorization,
            Endpoint endpoint)
            implements GuardedRequest {}

    private Guards() {}

    /** Returns settings for this issuer; the further arguments are names and values in turn. */
    static Settings settings(LocalIssuer issuer, String... more) {
        Map<String, String> values = new HashMap<>();
        values.put("issuer", issuer.issuer());
        values.put("client-id", LocalIssuer.CLIENT_ID);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Settings.from(values);
    }

    /** Returns settings for a guard that waits for the issuer's keys at start, however slow the machine is. */
    static Settings settingsWithKeys(LocalIssuer issuer) {
        return settings(issuer, "start-up", "required", "start-up-limit", "2m");
    }

    static RequestGuard guard(LocalIssuer issuer, MeterRegistry registry, String... more) {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        return RequestGuard.builder(settings(issuer, more))
                .keys(KeySource.fixed(issuer.issuer(), jwks))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .meterRegistry(registry)
                .build();
    }

    static TokenMint token(LocalIssuer issuer) {
        return issuer.accessToken().issuedAt(NOW);
    }

    static List<String> bearer(TokenMint token) {
        return List.of("Bearer " + token.sign());
    }

    /** Returns the code of the reason; for a permit, {@code permit} and its scopes, or {@code anonymous}. */
    static String outcome(Decision decision) {
        if (decision instanceof Denial denial) {
            return denial.reason().code();
        }
        return ((Permit) decision)
                .token()
                .map(token -> "permit " + token.scopes())
                .orElse("anonymous");
    }

    static Permit permit(Decision decision) {
        assertThat(decision).as(() -> outcome(decision)).isInstanceOf(Permit.class);
        return (Permit) decision;
    }

    static Denial denial(Decision decision) {
        assertThat(decision).as(() -> outcome(decision)).isInstanceOf(Denial.class);
        return (Denial) decision;
    }
}
