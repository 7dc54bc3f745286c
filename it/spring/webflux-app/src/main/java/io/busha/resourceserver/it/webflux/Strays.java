package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** What leads exchanges where the way that they came does not say. */
final class Strays {

    static final String OF_APPLICATION = "contract.";

    private static final String SETTING = OF_APPLICATION + "strays";

    private Strays() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "filter")
    static class Filtered {

        @Bean
        Straying straying() {
            return new Straying();
        }
    }

    /** Stands behind the door. A forward is a path like any other here. */
    @Order(ResourceServerWebFilter.ORDER + 2)
    static final class Straying implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return chain.filter(exchange.mutate().request(Straying::lead).build());
        }

        private static void lead(ServerHttpRequest.Builder request) {
            ServerHttpRequest sent = request.build();
            for (String header : new String[] {"X-Stray-Path", "X-Stray-Forward"}) {
                String path = sent.getHeaders().getFirst(header);
                if (path != null) {
                    request.path(path);
                }
            }
            String method = sent.getHeaders().getFirst("X-Stray-Method");
            if (method != null) {
                request.method(HttpMethod.valueOf(method));
            }
        }
    }

    /** A mapping of which Spring knows nothing but that it finds a handler. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "mapping")
    static class Unlisted {

        @Bean
        HandlerMapping unlisted(Sightings seen) {
            return new Foreseeing(exchange -> Mono.fromRunnable(() -> seen.count(exchange.getRequest())));
        }
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    private record Foreseeing(WebHandler handler) implements HandlerMapping {
        @Override
        public Mono<Object> getHandler(ServerWebExchange exchange) {
            return exchange.getRequest().getPath().value().equals("/unlisted/handler")
                    ? Mono.just(handler)
                    : Mono.empty();
        }
    }
}
