package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.io.Resource;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Checks the rule of every handler that a dispatcher servlet calls, and admits only callers who meet it. As an interceptor, it runs before
 * those of the application. As a handler adapter, it comes before all others, and covers mappings without interceptors too. If a bean
 * denied the call, answers like the door before any exception handler of the application runs. Thread-safe.
 */
final class HandlerGate implements HandlerInterceptor, HandlerAdapter, HandlerExceptionResolver, PriorityOrdered {

    private static final NoFile NO_FILE = new NoFile();

    private final ServletDoor door;
    private final HandlerDeclarations declarations;
    private final Function<ListableBeanFactory, Dispatcher> dispatcher;
    private final Map<ListableBeanFactory, Dispatcher> dispatchers = new ConcurrentHashMap<>();

    /**
     * Creates the gate before the handlers of some contexts.
     *
     * @param dispatcher returns the dispatcher that calls the handlers of such a context
     */
    HandlerGate(
            ServletDoor door, HandlerDeclarations declarations, Function<ListableBeanFactory, Dispatcher> dispatcher) {
        this.door = door;
        this.declarations = declarations;
        this.dispatcher = dispatcher;
    }

    /** Responds as Spring does if there is no file at a path. */
    private static final class NoFile extends ResourceHttpRequestHandler {
        @Override
        protected @Nullable Resource getResource(HttpServletRequest request) {
            return null;
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return true;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        return admits(request, response, handler);
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        return admits(request, response, handler)
                ? dispatcher(request).adapter(handler).handle(request, response, handler)
                : null;
    }

    /** Returns -1. Spring 6 calls this before the caller has been checked. */
    @SuppressWarnings({"deprecation", "MissingOverride"}) // Spring 7 has no such method
    public long getLastModified(HttpServletRequest request, Object handler) {
        return -1;
    }

    private boolean admits(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ServletException {
        Endpoint endpoint = endpoint(declarations, handler, request);
        return declarations.isForAnyFile(handler, pattern(request))
                ? door.admits(request, response, endpoint, HandlerGate::answerThatNoFileIsThere)
                : door.admits(request, response, endpoint);
    }

    /**
     * Returns the endpoint of the handler that was found for this request. A preflight that Spring itself answers from a CORS configuration
     * is open.
     *
     * @param request the request as the handler mapping left it
     */
    static Endpoint endpoint(HandlerDeclarations declarations, Object handler, HttpServletRequest request) {
        return Preflights.isAnswered(handler, request)
                ? Endpoint.declaring(Optional.of(Rule.open()))
                : declarations.endpoint(handler, pattern(request), prefix(request));
    }

    private static String pattern(HttpServletRequest request) {
        return Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    }

    /** Returns the path that precedes patterns, which is not empty if the dispatcher servlet is mapped to a part of the application. */
    private static String prefix(HttpServletRequest request) {
        return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH ? request.getServletPath() : "";
    }

    private static void answerThatNoFileIsThere(ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        NO_FILE.handleRequest((HttpServletRequest) request, (HttpServletResponse) response);
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        Optional<CallDeniedException> denied = CallDeniedException.in(failure).filter(any -> !response.isCommitted());
        try {
            if (denied.isPresent() && denied.get().isAnonymous()) {
                door.challenge(request, response);
            } else if (denied.isPresent()) {
                door.deny(request, response, denied.get().rule());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return denied.map(any -> new ModelAndView()).orElse(null);
    }

    private Dispatcher dispatcher(HttpServletRequest request) {
        WebApplicationContext context = Objects.requireNonNull(RequestContextUtils.findWebApplicationContext(request));
        return dispatchers.computeIfAbsent(context, dispatcher);
    }
}
