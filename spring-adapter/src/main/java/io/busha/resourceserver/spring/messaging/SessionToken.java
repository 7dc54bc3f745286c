package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportHandlingSockJsService;

/** Keeps the token that the door verified at the handshake in the session attributes. Thread-safe. */
final class SessionToken implements HandshakeInterceptor {

    /** The name of the session attribute. */
    static final String ATTRIBUTE = ResourceServerFilter.TOKEN_ATTRIBUTE;

    /** Keeps the token at every handshake for a handler of this mapping. Runs after all other interceptors, so they cannot replace it. */
    void keepIn(HandlerMapping mapping) {
        if (mapping instanceof AbstractUrlHandlerMapping mapped) {
            mapped.getHandlerMap().values().forEach(this::keepIn);
        }
    }

    private void keepIn(Object handler) {
        if (handler instanceof WebSocketHttpRequestHandler socket) {
            socket.setHandshakeInterceptors(afterAll(socket.getHandshakeInterceptors()));
        } else if (handler instanceof SockJsHttpRequestHandler requests
                && requests.getSockJsService() instanceof TransportHandlingSockJsService service) {
            service.setHandshakeInterceptors(afterAll(service.getHandshakeInterceptors()));
        }
    }

    /** Adds this interceptor once, although one handler may be mapped to several paths. */
    private List<HandshakeInterceptor> afterAll(List<HandshakeInterceptor> known) {
        List<HandshakeInterceptor> interceptors = new ArrayList<>(known);
        interceptors.remove(this);
        interceptors.add(this);
        return interceptors;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        attributes.remove(ATTRIBUTE);
        if (request instanceof ServletServerHttpRequest servlet) {
            ResourceServerFilter.token(servlet.getServletRequest())
                    .ifPresent(token -> attributes.put(ATTRIBUTE, token));
        }
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
