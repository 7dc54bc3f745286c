package io.busha.resourceserver.spring.handler;

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

/** What opens a socket under Spring MVC holds the application's WebSocket handler inside. Of use only where spring-websocket is there. */
final class WrappedSockets {

    private WrappedSockets() {}

    /** The classes of all WebSocket handlers inside a handler of requests, from the outermost to the innermost; none in others. */
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

    /** It shows the class of its handlers to nobody. */
    private static Class<?> madeBy(PerConnectionWebSocketHandler connections) {
        return (Class<?>)
                Objects.requireNonNull(new DirectFieldAccessor(connections).getPropertyValue("provider.handlerType"));
    }
}
