package io.busha.resourceserver.spring.test;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Presents a real token for each mock caller of a {@code WebTestClient} request that has no credential and is sent to no server. What
 * comes behind the door does not see the token, only the mock caller.
 */
final class MockServerCallers {

    private static final String PRESENTED = MockServerCallers.class.getName() + ".presented";

    private MockServerCallers() {}

    static void register(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("bushaMockCallers", new Presenting());
        beans.registerSingleton("bushaMockCallersHidden", new Hiding());
    }

    private static boolean isMock(ServerHttpRequest request) {
        ServerHttpRequest innermost = request;
        while (innermost instanceof ServerHttpRequestDecorator decorator) {
            innermost = decorator.getDelegate();
        }
        return innermost instanceof MockServerHttpRequest;
    }

    private static final class Presenting implements WebFilter, Ordered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            ServerHttpRequest request = exchange.getRequest();
            return !isMock(request) || request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null
                    ? chain.filter(exchange)
                    : ReactiveSecurityContextHolder.getContext()
                            .mapNotNull(context -> MockCaller.tokenOf(context.getAuthentication())
                                    .orElse(null))
                            .map(token -> presenting(exchange, token))
                            .defaultIfEmpty(exchange)
                            .flatMap(chain::filter);
        }

        private static ServerWebExchange presenting(ServerWebExchange exchange, BushaToken token) {
            exchange.getAttributes().put(PRESENTED, true);
            return exchange.mutate().request(request -> request.headers(token)).build();
        }
    }

    private static final class Hiding implements WebFilter, Ordered {

        @Override
        public int getOrder() {
            return MockCaller.BEHIND_THE_DOOR;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return chain.filter(
                    exchange.getAttributes().remove(PRESENTED) == null
                            ? exchange
                            : exchange.mutate()
                                    .request(new WithoutToken(exchange.getRequest()))
                                    .build());
        }
    }

    private static final class WithoutToken extends ServerHttpRequestDecorator {

        private final HttpHeaders headers = new HttpHeaders();

        /** Copies what remains: no method that removes a header exists in both Spring 6 and 7. */
        WithoutToken(ServerHttpRequest request) {
            super(request);
            request.getHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
                    headers.addAll(name, values);
                }
            });
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
