package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Declarations;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.service.annotation.HttpExchange;

/** What a bean is to the door, by its class. Types that may be missing are known by name. */
enum BeanKind {

    /** Nothing: only beans call it. */
    PLAIN,

    /** Its methods for HTTP are judged by the door, by the rules that they and their class declare. */
    CONTROLLER,

    /** The door judges it as a whole. */
    ENDPOINT,

    /** It lets requests through, and is none of the things that they are for. */
    FILTER;

    private static final String SERVLET = "jakarta.servlet.Servlet";

    /** Has many methods, none of which handles a request: its socket is open by then. */
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

    /** Read by the Servlet door where it is registered. */
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
        Set<Class<?>> supertypes = supertypes(type);
        if (isSocket(type) || supertypes.stream().map(Class::getName).anyMatch(ENDPOINTS::contains)) {
            return ENDPOINT;
        }
        return supertypes.stream().map(Class::getName).anyMatch(FILTERS::contains) ? FILTER : PLAIN;
    }

    /** Of an endpoint: its class, and the methods by which it handles requests. */
    static boolean isReadByTheDoor(AnnotatedElement element, Class<?> type) {
        return isSocket(type)
                || supertypes(type).stream()
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

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new HashSet<>();
        collect(type, all);
        return all;
    }

    private static void collect(Class<?> type, Set<Class<?>> all) {
        all.add(type);
        for (Class<?> each : type.getInterfaces()) {
            collect(each, all);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), all);
        }
    }

    /** Whether a controller's method is called by HTTP requests that are for it. */
    static boolean isMappedForHttp(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class)
                || AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class);
    }

    /** Whether a controller's method is called for something within a request. */
    static boolean isMappedWithinRequests(Method method) {
        return carries(method, OTHER_MAPPINGS);
    }

    /** Whether it is called for messages, which belong to no request: those of STOMP have a session, those of RSocket have none. */
    static boolean isMappedForMessages(Method method) {
        return carries(method, MESSAGE_MAPPINGS);
    }

    /** Whether it is called for connections of RSocket. */
    static boolean isMappedForConnections(Method method) {
        return carries(method, CONNECTION_MAPPINGS);
    }

    private static boolean carries(Method method, Set<String> annotations) {
        MergedAnnotations present = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
        return annotations.stream().anyMatch(present::isPresent);
    }
}
