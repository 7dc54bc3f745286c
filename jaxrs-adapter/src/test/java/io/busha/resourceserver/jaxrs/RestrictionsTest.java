package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestrictionsTest {

    static class Plain {
        public void nothing() {}

        @PermitAll
        public void permitAll() {}

        @RolesAllowed({"a:read", "b:read"})
        public void roles() {}

        @RolesAllowed({})
        public void noRoles() {}

        @DenyAll
        @RolesAllowed("a:read")
        public void denied() {}

        @RolesAllowed("two words")
        public void malformed() {}
    }

    @DenyAll
    static class Denied {
        public void nothing() {}

        @PermitAll
        public void permitAll() {}

        @RolesAllowed("a:read")
        public void roles() {}
    }

    static class Overriding extends Plain {
        @Override
        public void roles() {}
    }

    private static Optional<Rule> of(Class<?> type, String method) throws NoSuchMethodException {
        return Restrictions.of(type, type.getMethod(method)).map(Declaration::rule);
    }

    @Test
    void requiresOneOfTheRoles() throws NoSuchMethodException {
        assertThat(of(Plain.class, "roles")).contains(Rule.anyOf("a:read", "b:read"));
        assertThat(of(Overriding.class, "roles")).contains(Rule.anyOf("a:read", "b:read"));
    }

    @Test
    void closesDenyAll() throws NoSuchMethodException {
        assertThat(of(Plain.class, "denied")).contains(Rule.closed());
        assertThat(of(Plain.class, "noRoles")).contains(Rule.closed());
        assertThat(of(Denied.class, "nothing")).contains(Rule.closed());
    }

    @Test
    void ignoresPermitAll() throws NoSuchMethodException {
        assertThat(of(Plain.class, "nothing")).isEmpty();
        assertThat(of(Plain.class, "permitAll")).isEmpty();
        assertThat(of(Denied.class, "permitAll")).contains(Rule.closed());
    }

    @Test
    void methodComesBeforeTheClass() throws NoSuchMethodException {
        assertThat(of(Denied.class, "roles")).contains(Rule.anyOf("a:read"));
    }

    @Test
    void refusesRolesThatAreNoScopes() {
        assertThatThrownBy(() -> of(Plain.class, "malformed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed")
                .hasMessageContaining("@RolesAllowed");
    }
}
