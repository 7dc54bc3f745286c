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

/** Parts that send exchanges to other handlers than their path says, or to handlers without a declaration. */
final class Rerouting {

    static final String OF_APPLICATION = "contract.";

    private static final String SETTING = OF_APPLICATION + "reroute";

    private Rerouting() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "filter")
    static class Filtered {

        @Bean
        ReroutingFilter rerouting() {
            return new ReroutingFilter();
        }
    }

    /** Runs behind the door. WebFlux has no forwards, so a forward only changes the path. */
    @Order(ResourceServerWebFilter.ORDER + 2)
    static final class ReroutingFilter implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return chain.filter(exchange.mutate().request(ReroutingFilter::lead).build());
        }

        private static void lead(ServerHttpRequest.Builder request) {
            ServerHttpRequest sent = request.build();
            for (String header : new String[] {"X-Reroute-Path", "X-Reroute-Forward"}) {
                String path = sent.getHeaders().getFirst(header);
                if (path != null) {
                    request.path(path);
                }
            }
            String method = sent.getHeaders().getFirst("X-Reroute-Method");
            if (method != null) {
                request.method(HttpMethod.valueOf(method));
            }
        }
    }

    /** A mapping that finds a handler and cannot list its handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = SETTING, havingValue = "mapping")
    static class Unlisted {

        @Bean
        HandlerMapping unlisted(Sightings seen) {
            return new UnlistedMapping(exchange -> Mono.fromRunnable(() -> seen.count(exchange.getRequest())));
        }
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    private record UnlistedMapping(WebHandler handler) implements HandlerMapping {
        @Override
        public Mono<Object> getHandler(ServerWebExchange exchange) {
            return exchange.getRequest().getPath().value().equals("/unlisted/handler")
                    ? Mono.just(handler)
                    : Mono.empty();
        }
    }
}
