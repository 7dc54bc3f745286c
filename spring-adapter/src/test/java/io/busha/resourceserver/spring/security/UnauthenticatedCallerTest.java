package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.BeanRulesConfiguration;
import io.busha.resourceserver.spring.mvc.RequestGate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

/** The authorities of a caller who is anonymous or not authenticated do not count. */
class UnauthenticatedCallerTest {

    static class Ledger {
        @RequireScope("balances:read")
        String book() {
            return "booked";
        }

        @Authenticated
        String peek() {
            return "peeked";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Gate {
        @Bean
        static BeanGate gate(ObjectProvider<SecurityContextHolderStrategy> holders) {
            return new SecuredGate(holders, new RequestGate());
        }
    }

    private static final List<String> AUTHORITIES = List.of("SCOPE_balances:read", "SCOPE_transfers:write");

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(BeanRulesConfiguration.class, Gate.class, Ledger.class);
    private final Ledger ledger = context.getBean(Ledger.class);

    private static Authentication authenticated() {
        return new TestingAuthenticationToken("user", "", AuthorityUtils.createAuthorityList(AUTHORITIES));
    }

    private static Authentication unauthenticated() {
        Authentication caller = authenticated();
        caller.setAuthenticated(false);
        return caller;
    }

    private static Authentication anonymous() {
        return new AnonymousAuthenticationToken("key", "user", AuthorityUtils.createAuthorityList(AUTHORITIES));
    }

    static List<Authentication> unknownCallers() {
        return List.of(unauthenticated(), anonymous());
    }

    @AfterEach
    void forget() {
        context.close();
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @MethodSource("unknownCallers")
    void hasNoScopes(Authentication caller) {
        assertThat(Scopes.of(caller)).isNull();
        assertThat(Scopes.of(authenticated())).containsExactly("balances:read", "transfers:write");
        assertThat(Scopes.of(null)).isNull();
    }

    @ParameterizedTest
    @MethodSource("unknownCallers")
    void cannotCallBeanWithRule(Authentication caller) {
        SecurityContextHolder.setContext(new SecurityContextImpl(caller));
        assertThatThrownBy(ledger::book).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(ledger::peek).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void acceptsScopesOfAuthenticatedCaller() {
        SecurityContextHolder.setContext(new SecurityContextImpl(authenticated()));
        assertThat(ledger.book()).isEqualTo("booked");
        assertThat(ledger.peek()).isEqualTo("peeked");
    }
}
