package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;

@ExtendWith(OutputCaptureExtension.class)
class TokenlessCallerTest {

    private static final String SPRING_TEST = "io.busha.resourceserver:busha-resource-server-spring-test";

    private static Authentication caller() {
        return new TestingAuthenticationToken("ada", "a password", "SCOPE_balances:read");
    }

    @Test
    void warnsOnceAboutMissingTestModule(CapturedOutput output) {
        TokenlessCaller tokenless = new TokenlessCaller();
        tokenless.mention(caller());
        tokenless.mention(caller());
        assertThat(output.getAll())
                .containsOnlyOnce(SPRING_TEST)
                .contains(TestingAuthenticationToken.class.getName())
                .doesNotContain("a password");
    }

    @Test
    void doesNotWarnWithoutCaller(CapturedOutput output) {
        TokenlessCaller tokenless = new TokenlessCaller();
        tokenless.mention(null);
        tokenless.mention(new AnonymousAuthenticationToken("key", "user", AuthorityUtils.createAuthorityList("a")));
        assertThat(output.getAll()).doesNotContain(SPRING_TEST);
    }

    @Test
    void warnsOnceUnderWebFlux(CapturedOutput output) {
        StaticListableBeanFactory none = new StaticListableBeanFactory();
        SecuredExchanges exchanges = new SecuredExchanges(
                none.getBeanProvider(WebFilterChainProxy.class),
                none.getBeanProvider(SecurityWebFilterChain.class),
                none.getBeanProvider(SecurityWebFilterChain.class),
                new TokenlessCaller());
        for (int i = 0; i < 2; i++) {
            exchanges
                    .withoutToken(MockServerWebExchange.from(MockServerHttpRequest.get("/balances")))
                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller()))
                    .block();
        }
        assertThat(output.getAll()).containsOnlyOnce(SPRING_TEST);
    }
}
