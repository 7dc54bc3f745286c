package io.busha.resourceserver.spring.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.web.socket.handler.PerConnectionWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/** Unwraps the application's WebSocket handlers from the Spring MVC handlers that open sockets. Use only if spring-websocket is present. */
final class WrappedSockets {

    private WrappedSockets() {}

    /** Returns the classes of all WebSocket handlers inside a request handler, outermost first; none for other handlers. */
    static List<Class<?>> in(Object handler) {
        List<Class<?>> types = new ArrayList<>();
        Object inside = unwrapped(handler);
        while (inside != null) {
            types.add(inside instanceof Class<?> type ? type : HandlerCode.behindProxies(inside));
            inside = unwrapped(inside);
        }
        return types;
    }

    private static @Nullable Object unwrapped(Object handler) {
        Object target = AopProxyUtils.getSingletonTarget(handler);
        if (target != null) {
            return unwrapped(target);
        }
        if (handler instanceof WebSocketHttpRequestHandler requests) {
            return requests.getWebSocketHandler();
        }
        if (handler instanceof SockJsHttpRequestHandler requests) {
            return requests.getWebSocketHandler();
        }
        if (handler instanceof WebSocketHandlerDecorator decorator) {
            return decorator.getDelegate();
        }
        return handler instanceof PerConnectionWebSocketHandler connections ? madeBy(connections) : null;
    }

    /** Reads the private field, because Spring does not expose the class of these handlers. */
    private static Class<?> madeBy(PerConnectionWebSocketHandler connections) {
        return (Class<?>)
                Objects.requireNonNull(new DirectFieldAccessor(connections).getPropertyValue("provider.handlerType"));
    }
}
