package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.guard;
import static io.busha.resourceserver.guard.Guards.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalIssuerExtension.class)
class GuardMetersTest {

    private static final Set<Reason> UNABLE = Set.of(Reason.KEYS_UNAVAILABLE, Reason.REVOCATION_UNAVAILABLE);

    private final LocalIssuer issuer;
    private final MeterRegistry registry = new SimpleMeterRegistry();

    GuardMetersTest(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    /** Returns the count by outcome and reason. */
    private Map<String, Integer> counted() {
        Map<String, Integer> counted = new TreeMap<>();
        for (FunctionCounter counter : registry.find("busha.decisions").functionCounters()) {
            if (counter.count() > 0) {
                Meter.Id id = counter.getId();
                counted.put(id.getTag("outcome") + " " + id.getTag("reason"), (int) counter.count());
            }
        }
        return counted;
    }

    private FunctionTimer validation() {
        return registry.get("busha.token.validation").functionTimer();
    }

    @Test
    void registersEveryMeterAtStart() {
        try (RequestGuard guard = guard(issuer, registry)) {
            assertThat(guard).isNotNull();
            assertThat(counted()).isEmpty();
            List<String> expected =
                    new ArrayList<>(List.of("busha.token.validation [tag(guard=busha)]", decisions("permit", "none")));
            for (String cached : List.of(
                    "busha.tokens.size [tag(guard=busha)]",
                    "busha.tokens.evictions [tag(guard=busha)]",
                    "busha.tokens.gets [tag(guard=busha), tag(result=hit)]",
                    "busha.tokens.gets [tag(guard=busha), tag(result=miss)]")) {
                expected.add(cached);
            }
            for (Reason reason : Reason.values()) {
                expected.add(decisions(UNABLE.contains(reason) ? "unable" : "deny", reason.code()));
            }
            assertThat(registry.getMeters())
                    .extracting(meter ->
                            meter.getId().getName() + " " + meter.getId().getTags())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void cachesTokenOnlyIfThereIsRoom() {
        for (String size : List.of("1", "0")) {
            try (RequestGuard guard = guard(issuer, registry, "token-cache-size", size)) {
                List<String> bearer = bearer(token(issuer));
                Permit first = Guards.permit(guard.decide(bearer, Rule.authenticated()));
                Permit second = Guards.permit(guard.decide(bearer, Rule.authenticated()));
                assertThat(first.token().orElseThrow() == second.token().orElseThrow())
                        .isEqualTo(size.equals("1"));
                assertThat(registry.find("busha.tokens.size").meters()).hasSize(Integer.parseInt(size));
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    private static String decisions(String outcome, String reason) {
        return "busha.decisions [tag(guard=busha), tag(outcome=" + outcome + "), tag(reason=" + reason + ")]";
    }

    @Test
    void countsEachDecisionOnce() {
        try (RequestGuard guard = guard(issuer, registry)) {
            guard.decide(List.of(), Rule.open());
            guard.decide(bearer(token(issuer)), Rule.authenticated());
            guard.decide(List.of(), Rule.authenticated());
            guard.decide(List.of(), Rule.closed());
            guard.decide(bearer(token(issuer)), Rule.allOf("a"));
            guard.decideAsync(bearer(token(issuer)), Rule.allOf("a"))
                    .toCompletableFuture()
                    .join();
            guard.decide(List.of("Bearer a"), Rule.open());
            assertThat(counted())
                    .isEqualTo(Map.of(
                            "permit none", 2,
                            "deny no-credentials", 1,
                            "deny endpoint-closed", 1,
                            "deny insufficient-scope", 2,
                            "deny malformed-token", 1));
        }
    }

    @Test
    void startsWhileAnotherApplicationAddsARegistry() {
        CompositeMeterRegistry growing = new CompositeMeterRegistry() {
            private boolean read;

            /** Throws as the real set does if it is read during a change. */
            @Override
            public Set<MeterRegistry> getRegistries() {
                if (!read) {
                    read = true;
                    throw new ConcurrentModificationException();
                }
                return super.getRegistries();
            }
        };
        try (RequestGuard guard = guard(issuer, growing)) {
            assertThat(guard.decide(List.of(), Rule.open())).isInstanceOf(Permit.class);
        }
    }

    @Test
    void countsUnavailableKeysAsTheirOwnOutcome() {
        issuer.misbehave(Fault.STATUS_500);
        try (RequestGuard guard = RequestGuard.builder(Guards.settings(issuer))
                .meterRegistry(registry)
                .build()) {
            guard.decide(bearer(token(issuer)), Rule.open());
            assertThat(counted()).isEqualTo(Map.of("unable keys-unavailable", 1));
        } finally {
            issuer.misbehave(Fault.NONE);
        }
    }

    @Test
    void timesOnlyRequestsWithAToken() {
        try (RequestGuard guard = guard(issuer, registry)) {
            guard.decide(List.of(), Rule.open());
            guard.decide(List.of("Basic dTpw"), Rule.open());
            guard.decide(List.of("Bearer a", "Bearer a"), Rule.open());
            assertThat(validation().count()).isZero();
            guard.decide(List.of("Bearer ,"), Rule.open());
            guard.decide(List.of("Bearer a"), Rule.open());
            guard.decide(bearer(token(issuer)), Rule.closed());
            assertThat(validation().count()).isEqualTo(3);
        }
    }

    @Test
    void tenThousandBadTokensAddNoMeter() {
        try (RequestGuard guard = guard(issuer, registry)) {
            int before = registry.getMeters().size();
            String[] parts = token(issuer).scopes("balances:read").sign().split("\\.");
            for (int i = 0; i < 10_000; i++) {
                String bad = i % 2 == 0
                        ? "Bearer " + Integer.toString(i, 36)
                        : "Bearer " + parts[0] + "." + parts[1] + Integer.toString(10_000 + i) + "xyz." + parts[2];
                assertThat(guard.decide(List.of(bad), Rule.allOf("scope-" + i))).isInstanceOf(Decision.Denial.class);
            }
            assertThat(registry.getMeters()).hasSize(before);
            assertThat(counted().values().stream().mapToInt(each -> each).sum()).isEqualTo(10_000);
        }
    }

    @Test
    void closingTheGuardRemovesItsMeters() {
        registry.counter("mine");
        guard(issuer, registry).close();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("mine");
    }
}
