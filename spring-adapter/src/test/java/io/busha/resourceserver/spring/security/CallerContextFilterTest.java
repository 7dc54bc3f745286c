package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Requests that take turns on one event loop: the thread of the test. */
@ExtendWith(LocalIssuerExtension.class)
class CallerContextFilterTest {

    private final CallerContextFilter filter = new CallerContextFilter(JwtCaller::new);
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final Scheduler loop = Schedulers.fromExecutor(steps::add);

    private static ServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/x"));
    }

    private static ServerWebExchange admitted(RequestGuard guard, LocalIssuer issuer, String subject) {
        ServerWebExchange exchange = exchange();
        exchange.getAttributes()
                .put(
                        ResourceServerWebFilter.TOKEN_ATTRIBUTE,
                        TestTokens.verified(guard, issuer.accessToken().subject(subject)));
        return exchange;
    }

    /** The callers that Spring Security sees behind it, in two steps of the loop. */
    private List<String> begin(ServerWebExchange exchange) {
        List<String> seen = new ArrayList<>();
        filter.filter(exchange, admitted -> ReactiveSecurityContextHolder.getContext()
                        .map(SecurityContext::getAuthentication)
                        .map(Authentication::getName)
                        .defaultIfEmpty("nobody")
                        .subscribeOn(loop)
                        .doOnNext(seen::add)
                        .repeat(1)
                        .then())
                .subscribe();
        return seen;
    }

    @Test
    void setsCallerOfEachRequest(LocalIssuer issuer) {
        try (RequestGuard guard = TestTokens.guard(issuer)) {
            List<String> first = begin(admitted(guard, issuer, "first"));
            List<String> second = begin(admitted(guard, issuer, "second"));
            List<String> nobody = begin(exchange());
            for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
                step.run();
            }
            assertThat(first).containsExactly("first", "first");
            assertThat(second).containsExactly("second", "second");
            assertThat(nobody).containsExactly("nobody", "nobody");
        }
    }
}
