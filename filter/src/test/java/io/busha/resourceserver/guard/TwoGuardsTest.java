package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two guards with their meters in one registry. */
@ExtendWith(LocalIssuerExtension.class)
class TwoGuardsTest {

    private final LocalIssuer issuer;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<RequestGuard> guards = new ArrayList<>();

    TwoGuardsTest(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    @AfterEach
    void closeGuards() {
        guards.forEach(RequestGuard::close);
    }

    private RequestGuard guard(String name) {
        return guard(name, issuer);
    }

    private RequestGuard guard(String name, LocalIssuer asked) {
        RequestGuard guard = RequestGuard.builder(Guards.settingsWithKeys(asked))
                .meterRegistry(registry)
                .name(name)
                .build();
        guards.add(guard);
        return guard;
    }

    /** Returns the meters under this guard name, without the name. */
    private List<String> metersOf(String guard) {
        return Search.in(registry).tag("guard", guard).meters().stream()
                .map(Meter::getId)
                .map(id -> id.getName()
                        + id.getTags().stream()
                                .filter(tag -> !tag.equals(Tag.of("guard", guard)))
                                .toList())
                .toList();
    }

    private double permitsOf(String guard) {
        return registry.get("busha.decisions")
                .tag("guard", guard)
                .tag("outcome", "permit")
                .functionCounter()
                .count();
    }

    private double keysOf(String guard) {
        return registry.get("busha.jwks.keys").tag("guard", guard).gauge().value();
    }

    @Test
    void eachGuardHasEveryMeterUnderItsOwnName() {
        guard("busha");
        List<String> alone = metersOf("busha");
        assertThat(registry.getMeters()).hasSameSizeAs(alone);
        guard("partners");
        assertThat(metersOf("partners"))
                .contains("busha.jwks.keys[]", "busha.jwks.age[]", "busha.jwks.stale.kid[]", "busha.token.validation[]")
                .containsExactlyInAnyOrderElementsOf(alone);
        assertThat(registry.getMeters()).hasSize(2 * alone.size());
    }

    @Test
    void eachGuardCountsOnlyItsOwnEvents() {
        try (LocalIssuer other = LocalIssuer.start(issuer.currentKey())) {
            other.rotate();
            RequestGuard first = guard("busha");
            first.decide(List.of(), Rule.open());
            RequestGuard second = guard("partners", other);
            assertThat(permitsOf("busha")).isEqualTo(1);
            assertThat(permitsOf("partners")).isZero();
            second.decide(List.of(), Rule.open());
            second.decide(List.of(), Rule.open());
            assertThat(permitsOf("busha")).isEqualTo(1);
            assertThat(permitsOf("partners")).isEqualTo(2);
            assertThat(keysOf("busha")).isEqualTo(1);
            assertThat(keysOf("partners")).isEqualTo(2);
        }
    }

    @Test
    void closingAGuardRemovesOnlyItsOwnMeters() {
        registry.counter("of.the.application", "guard", "of honour");
        RequestGuard first = guard("busha");
        List<String> alone = metersOf("busha");
        guard("partners").close();
        assertThat(metersOf("partners")).isEmpty();
        assertThat(metersOf("busha")).containsExactlyInAnyOrderElementsOf(alone);
        first.decide(List.of(), Rule.open());
        assertThat(permitsOf("busha")).isEqualTo(1);
        RequestGuard third = guard("third");
        first.close();
        assertThat(metersOf("busha")).isEmpty();
        assertThat(metersOf("third")).containsExactlyInAnyOrderElementsOf(alone);
        third.close();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("of.the.application");
    }

    @Test
    void guardsOfOneNameHaveSeparateMeters() {
        RequestGuard first = guard("busha");
        List<String> alone = metersOf("busha");
        RequestGuard second = guard("busha");
        assertThat(metersOf("busha-2")).containsExactlyInAnyOrderElementsOf(alone);
        second.decide(List.of(), Rule.open());
        assertThat(permitsOf("busha")).isZero();
        assertThat(permitsOf("busha-2")).isEqualTo(1);
        first.close();
        assertThat(metersOf("busha")).isEmpty();
        assertThat(metersOf("busha-2")).containsExactlyInAnyOrderElementsOf(alone);
        guard("busha");
        assertThat(metersOf("busha")).containsExactlyInAnyOrderElementsOf(alone);
    }

    /** A registry like Boot's, which is also added to Micrometer's global registry. */
    @Test
    void guardsHaveSeparateMetersInASharedChildRegistry() {
        CompositeMeterRegistry one = new CompositeMeterRegistry().add(registry);
        CompositeMeterRegistry other = new CompositeMeterRegistry().add(new CompositeMeterRegistry().add(registry));
        for (CompositeMeterRegistry composite : List.of(one, other)) {
            guards.add(RequestGuard.builder(Guards.settingsWithKeys(issuer))
                    .meterRegistry(composite)
                    .build());
        }
        guards.get(1).decide(List.of(), Rule.open());
        assertThat(permitsOf("busha")).isZero();
        assertThat(permitsOf("busha-2")).isEqualTo(1);
    }

    /** Registers a meter as a guard of another class loader would. */
    @Test
    void doesNotReuseANameFoundInTheRegistry() {
        registry.counter("busha.decisions", "guard", "busha", "outcome", "permit", "reason", "none");
        guard("busha");
        assertThat(permitsOf("busha-2")).isZero();
    }
}
