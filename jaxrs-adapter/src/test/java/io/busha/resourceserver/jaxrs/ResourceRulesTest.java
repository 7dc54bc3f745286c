package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceRulesTest {

    static class Accounts {
        @GET
        @RequireScope("a:read")
        public void scoped() {}

        @GET
        public void undeclared() {}

        @GET
        @RequireScope("a:read")
        @RolesAllowed({"a:admin", "a:audit"})
        public void narrowed() {}

        @GET
        @Open
        @DenyAll
        public void denied() {}

        @GET
        @Open
        @Authenticated
        public void contradicting() {}
    }

    /** The locator of this resource declares a rule that cannot be enforced. */
    static class Locating {
        @Path("accounts")
        @RequireScope("a:admin")
        public Object locate() {
            return new Accounts();
        }

        @GET
        @Open
        public void open() {}
    }

    @Authenticated
    static class Premium extends Accounts {}

    private final ResourceRules rules = new ResourceRules();

    private Optional<Rule> rule(Class<?> type, String method, Object... matched) throws NoSuchMethodException {
        return rules.endpoint(type, type.getMethod(method), List.of(matched)).declaredRule();
    }

    private static Optional<Rule> checked(Class<?> type, String method) throws NoSuchMethodException {
        return ResourceRules.check(type, type.getMethod(method)).map(Declaration::rule);
    }

    @Test
    void findsTheRuleOfAMethod() throws NoSuchMethodException {
        assertThat(rule(Accounts.class, "scoped", new Accounts())).contains(Rule.allOf("a:read"));
        assertThat(rule(Accounts.class, "undeclared", new Accounts())).isEmpty();
    }

    @Test
    void usesTheClassOfTheCalledObject() throws NoSuchMethodException {
        assertThat(rules.endpoint(Premium.class, Accounts.class.getMethod("undeclared"), List.of(new Premium()))
                        .declaredRule())
                .contains(Rule.authenticated());
    }

    @Test
    void combinesRuleWithJakartaAnnotations() throws NoSuchMethodException {
        Rule both = checked(Accounts.class, "narrowed").orElseThrow();
        assertThat(both.allows(Set.of("a:read"))).isFalse();
        assertThat(both.allows(Set.of("a:admin"))).isFalse();
        assertThat(both.allows(Set.of("a:read", "a:audit"))).isTrue();
        assertThat(checked(Accounts.class, "denied").orElseThrow().allows(Set.of("a:read")))
                .isFalse();
    }

    @Test
    void closesContradictingDeclarations() throws NoSuchMethodException {
        assertThat(rule(Accounts.class, "contradicting")).contains(Rule.closed());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checked(Accounts.class, "contradicting"))
                .withMessageContaining("contradicting");
    }

    /** JAX-RS names the resources that were matched; CXF names their classes. */
    @Test
    void closesEverythingBelowALocatorWithARule() throws NoSuchMethodException {
        assertThat(rule(Accounts.class, "scoped", new Accounts(), new Locating()))
                .contains(Rule.closed());
        assertThat(rule(Accounts.class, "scoped", Accounts.class, Locating.class))
                .contains(Rule.closed());
        assertThat(rule(Locating.class, "open")).contains(Rule.closed());
    }

    @Test
    void refusesALocatorWithARuleAtStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checked(Locating.class, "open"))
                .withMessageContaining("Locating.locate");
    }
}
