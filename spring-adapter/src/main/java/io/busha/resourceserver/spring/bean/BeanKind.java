package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.spring.internal.AnnotatedElements;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.service.annotation.HttpExchange;

/** The role of a bean for the door, by its class. Types that may be absent are known by name. */
enum BeanKind {

    /** An ordinary bean that only other beans call. */
    PLAIN,

    /** A controller: the door checks its HTTP methods, by their rules and the rule of their class. */
    CONTROLLER,

    /** An endpoint that the door checks as a whole. */
    ENDPOINT,

    /** A filter: requests pass through it on the way to an endpoint. */
    FILTER;

    private static final String SERVLET = "jakarta.servlet.Servlet";

    /** An endpoint with many methods, none of which handles a request: its socket is already open when they are called. */
    private static final String SESSIONS = "org.springframework.web.socket.WebSocketHandler";

    private static final Set<String> ENDPOINTS = Set.of(
            SERVLET,
            SESSIONS,
            "org.springframework.web.HttpRequestHandler",
            "org.springframework.web.servlet.mvc.Controller",
            "org.springframework.web.servlet.function.HandlerFunction",
            "org.springframework.web.server.WebHandler",
            "org.springframework.web.reactive.function.server.HandlerFunction",
            "org.springframework.web.reactive.socket.WebSocketHandler");

    /** A WebSocket endpoint, whose declarations the Servlet door reads if the endpoint is registered there. */
    private static final String SOCKET = "jakarta.websocket.server.ServerEndpoint";

    private static final Set<String> FILTERS =
            Set.of("jakarta.servlet.Filter", "org.springframework.web.server.WebFilter");

    private static final Set<String> OTHER_MAPPINGS = Set.of(
            "org.springframework.graphql.data.method.annotation.SchemaMapping",
            "org.springframework.graphql.data.method.annotation.BatchMapping",
            "org.springframework.graphql.data.federation.EntityMapping");

    private static final Set<String> MESSAGE_MAPPINGS = Set.of(
            "org.springframework.messaging.handler.annotation.MessageMapping",
            "org.springframework.messaging.simp.annotation.SubscribeMapping");

    private static final Set<String> CONNECTION_MAPPINGS =
            Set.of("org.springframework.messaging.rsocket.annotation.ConnectMapping");

    static BeanKind of(Class<?> type) {
        if (AnnotatedElementUtils.hasAnnotation(type, Controller.class)) {
            return CONTROLLER;
        }
        List<String> names =
                AnnotatedElements.supertypes(type).stream().map(Class::getName).toList();
        if (isSocket(type) || names.stream().anyMatch(ENDPOINTS::contains)) {
            return ENDPOINT;
        }
        return names.stream().anyMatch(FILTERS::contains) ? FILTER : PLAIN;
    }

    /** Returns whether the door reads this element of an endpoint: its class, and the methods that handle requests. */
    static boolean isReadByTheDoor(AnnotatedElement element, Class<?> type) {
        return isSocket(type)
                || AnnotatedElements.supertypes(type).stream()
                        .filter(each -> ENDPOINTS.contains(each.getName()))
                        .anyMatch(contract ->
                                !(element instanceof Method method) || handlesRequests(method, type, contract));
    }

    private static boolean handlesRequests(Method method, Class<?> type, Class<?> contract) {
        return switch (contract.getName()) {
            case SERVLET -> method.getName().startsWith("do");
            case SESSIONS -> false;
            default ->
                Declarations.overridden(type, method, contract)
                        .filter(found -> Modifier.isAbstract(found.getModifiers()))
                        .isPresent();
        };
    }

    private static boolean isSocket(Class<?> type) {
        return MergedAnnotations.from(type).isPresent(SOCKET);
    }

    /** Returns whether a controller method is called for HTTP requests mapped to it. */
    static boolean isMappedForHttp(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)
                || AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class);
    }

    /** Returns whether a controller method is called for a part of a request. */
    static boolean isMappedWithinRequests(Method method) {
        return carries(method, OTHER_MAPPINGS);
    }

    /**
     * Returns whether a method is called for messages, which belong to no request. STOMP messages have a session, RSocket messages have
     * none.
     */
    static boolean isMappedForMessages(Method method) {
        return carries(method, MESSAGE_MAPPINGS);
    }

    /** Returns whether a method is called for RSocket connections. */
    static boolean isMappedForConnections(Method method) {
        return carries(method, CONNECTION_MAPPINGS);
    }

    private static boolean carries(Method method, Set<String> annotations) {
        MergedAnnotations present = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
        return annotations.stream().anyMatch(present::isPresent);
    }
}
