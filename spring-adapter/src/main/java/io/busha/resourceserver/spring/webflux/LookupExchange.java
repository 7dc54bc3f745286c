package io.busha.resourceserver.spring.webflux;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An exchange for handler mappings to inspect: the attributes they set and the responses they write stay here, and nothing of the body can
 * be read.
 */
final class LookupExchange extends ServerWebExchangeDecorator {

    private final Map<String, Object> attributes;
    private final ServerHttpRequest request;
    private final ServerHttpResponse response = new DiscardedResponse();

    LookupExchange(ServerWebExchange exchange) {
        super(exchange);
        this.attributes = new ConcurrentHashMap<>(exchange.getAttributes());
        this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.error(LookupExchange::unread);
            }
        };
    }

    private static IllegalStateException unread() {
        return new IllegalStateException("the body cannot be read while a handler is chosen");
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }

    @Override
    public ServerHttpResponse getResponse() {
        return response;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }

    @Override
    public Mono<MultiValueMap<String, String>> getFormData() {
        return Mono.error(LookupExchange::unread);
    }

    @Override
    public Mono<MultiValueMap<String, Part>> getMultipartData() {
        return Mono.error(LookupExchange::unread);
    }
}
