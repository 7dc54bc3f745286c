package io.busha.resourceserver.spring.webflux;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request that was never sent, for chains to inspect at start: it has no headers, parameters or body. */
record ExampleExchange(HttpMethod getMethod, URI getURI, HttpHeaders getHeaders, Map<String, Object> getAttributes)
        implements ServerHttpRequest {

    /**
     * Returns an exchange with such a request.
     *
     * @param path a decoded path
     */
    static ServerWebExchange of(String method, String path) {
        URI uri = UriComponentsBuilder.fromUriString("http://localhost")
                .path(path)
                .encode()
                .build()
                .toUri();
        return new DefaultServerWebExchange(
                new ExampleExchange(HttpMethod.valueOf(method), uri, new HttpHeaders(), new HashMap<>()),
                new DiscardedResponse(),
                exchange -> Mono.empty(),
                ServerCodecConfigurer.create(),
                new AcceptHeaderLocaleContextResolver());
    }

    @Override
    public String getId() {
        return "example";
    }

    @Override
    public RequestPath getPath() {
        return RequestPath.parse(getURI, null);
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public MultiValueMap<String, HttpCookie> getCookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.empty();
    }
}
