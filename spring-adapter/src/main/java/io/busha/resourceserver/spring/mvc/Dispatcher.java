package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The handler mappings and handler adapters of one dispatcher servlet, or of its substitute in a test. Thread-safe. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final String DETECTS_ALL = "detectAllHandlerAdapters";

    private final @Nullable DispatcherServlet servlet;
    private final Supplier<List<HandlerMapping>> mappings;
    private final Supplier<List<HandlerAdapter>> adapters;

    private Dispatcher(
            @Nullable DispatcherServlet servlet,
            Supplier<List<HandlerMapping>> mappings,
            Supplier<List<HandlerAdapter>> adapters) {
        this.servlet = servlet;
        this.mappings = SingletonSupplier.of(mappings);
        this.adapters = SingletonSupplier.of(adapters);
    }

    /** Returns a dispatcher that uses all beans of its context and of the parent contexts, as dispatcher servlets do by default. */
    static Dispatcher toAll(@Nullable DispatcherServlet servlet, ListableBeanFactory context) {
        return new Dispatcher(
                servlet,
                () -> all(context, HandlerMapping.class),
                () -> detectsAll(servlet)
                        ? all(context, HandlerAdapter.class)
                        : List.of(context.getBean(DispatcherServlet.HANDLER_ADAPTER_BEAN_NAME, HandlerAdapter.class)));
    }

    private static <T> List<T> all(ListableBeanFactory context, Class<T> type) {
        return sorted(BeanFactoryUtils.beansOfTypeIncludingAncestors(context, type, true, false));
    }

    private static boolean detectsAll(@Nullable DispatcherServlet servlet) {
        return servlet == null || Boolean.TRUE.equals(new DirectFieldAccessor(servlet).getPropertyValue(DETECTS_ALL));
    }

    /**
     * Returns a dispatcher with a single bean of each kind, which delegates to the others in its own context: the dispatcher of an actuator
     * with its own port.
     */
    static Dispatcher toOne(@Nullable DispatcherServlet servlet, ListableBeanFactory context) {
        return new Dispatcher(
                servlet,
                () -> own(context, HandlerMapping.class, DispatcherServlet.HANDLER_MAPPING_BEAN_NAME),
                () -> own(context, HandlerAdapter.class, DispatcherServlet.HANDLER_ADAPTER_BEAN_NAME));
    }

    private static <T> List<T> own(ListableBeanFactory context, Class<T> type, String but) {
        Map<String, T> own = context.getBeansOfType(type, true, false);
        own.remove(but);
        return sorted(own);
    }

    private static <T> List<T> sorted(Map<String, T> beans) {
        return beans.values().stream()
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .toList();
    }

    /** Returns whether this dispatcher calls every handler through our gate. */
    boolean isBehindGate() {
        List<HandlerAdapter> found = adapters.get();
        return !found.isEmpty() && found.get(0) instanceof HandlerGate;
    }

    /**
     * Returns the adapter that calls this handler behind the gate.
     *
     * @throws ServletException if no adapter supports it
     */
    HandlerAdapter adapter(Object handler) throws ServletException {
        for (HandlerAdapter adapter : adapters.get()) {
            if (!(adapter instanceof HandlerGate) && adapter.supports(handler)) {
                return adapter;
            }
        }
        throw new ServletException(
                "no HandlerAdapter supports " + handler.getClass().getName());
    }

    /** Lets the servlet handle a request; returns false if the servlet has not been initialised yet. */
    boolean serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (servlet == null || servlet.getHandlerMappings() == null) {
            return false;
        }
        servlet.service(request, response);
        return true;
    }

    /** Returns the mappings in the order in which they are asked. */
    List<HandlerMapping> mappings() {
        return mappings.get();
    }

    /**
     * Returns the CORS configuration of the handler or, if it has none for this request, of the whole mapping; empty if there is none.
     *
     * @param lookup a request that handler mappings may inspect
     */
    Optional<CorsConfiguration> sharing(HttpServletRequest lookup) {
        RequestAttributes before = RequestContextHolder.getRequestAttributes();
        RequestContextHolder.resetRequestAttributes(); // creates no request-scoped beans for a denied caller
        try {
            return Stream.concat(sourcesOfHandler(lookup), sourcesOfMappings())
                    .map(source -> source.getCorsConfiguration(lookup))
                    .filter(Objects::nonNull)
                    .findFirst();
        } finally {
            RequestContextHolder.setRequestAttributes(before);
        }
    }

    private Stream<CorsConfigurationSource> sourcesOfHandler(HttpServletRequest lookup) {
        lookup.removeAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE); // set by a handler that forwarded it
        ServletRequestPathUtils.parseAndCache(lookup);
        try {
            for (HandlerMapping mapping : mappings()) {
                HandlerExecutionChain chain = mapping.getHandler(lookup);
                if (chain != null) {
                    return sources(chain.getInterceptorList().stream());
                }
            }
        } catch (Exception e) {
            LOG.debug("No handler was found: {}", e.getClass().getName());
        }
        return Stream.empty();
    }

    private Stream<CorsConfigurationSource> sourcesOfMappings() {
        return sources(mappings().stream()
                .filter(AbstractHandlerMapping.class::isInstance)
                .map(mapping -> ((AbstractHandlerMapping) mapping).getCorsConfigurationSource()));
    }

    private static Stream<CorsConfigurationSource> sources(Stream<?> some) {
        return some.filter(CorsConfigurationSource.class::isInstance).map(CorsConfigurationSource.class::cast);
    }
}
