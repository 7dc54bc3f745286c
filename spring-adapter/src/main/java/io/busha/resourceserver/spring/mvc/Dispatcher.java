package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** One dispatcher servlet, or what stands for it in a test, asked for the handler that it would choose. Thread-safe. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A handler, and the request as its mapping left it. */
    record Chosen(HandlerExecutionChain chain, HttpServletRequest request) {
        Object handler() {
            return chain.getHandler();
        }
    }

    private final @Nullable DispatcherServlet servlet;
    private final ListableBeanFactory beans;
    private final Supplier<List<HandlerMapping>> ofContext;
    private final Supplier<List<HandlerMapping>> listed;

    private Dispatcher(
            @Nullable DispatcherServlet servlet,
            ListableBeanFactory beans,
            Supplier<List<HandlerMapping>> ofContext,
            Supplier<List<HandlerMapping>> listed) {
        this.servlet = servlet;
        this.beans = beans;
        this.ofContext = SingletonSupplier.of(ofContext);
        this.listed = listed;
    }

    /** One that asks all mappings of its context and of those above, as dispatcher servlets do unless told otherwise. */
    static Dispatcher toAll(@Nullable DispatcherServlet servlet, ListableBeanFactory context) {
        Supplier<List<HandlerMapping>> all = () ->
                sorted(BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false));
        return new Dispatcher(servlet, context, all, all);
    }

    /** One that asks a single mapping, which asks those of its own context: that of the actuator on a port of its own. */
    static Dispatcher toOne(DispatcherServlet servlet, ListableBeanFactory context) {
        String only = DispatcherServlet.HANDLER_MAPPING_BEAN_NAME;
        return new Dispatcher(servlet, context, () -> List.of(context.getBean(only, HandlerMapping.class)), () -> {
            Map<String, HandlerMapping> own = context.getBeansOfType(HandlerMapping.class, true, false);
            own.remove(only);
            return sorted(own);
        });
    }

    private static List<HandlerMapping> sorted(Map<String, HandlerMapping> beans) {
        List<HandlerMapping> mappings = new ArrayList<>(beans.values());
        AnnotationAwareOrderComparator.sort(mappings);
        return mappings;
    }

    /** Those of the servlet, which may be initialised with its first request only; until then what it will find. */
    private List<HandlerMapping> mappings() {
        List<HandlerMapping> own = servlet == null ? null : servlet.getHandlerMappings();
        return own != null ? own : ofContext.get();
    }

    /** All mappings that the audit can list. */
    List<HandlerMapping> listed() {
        return listed.get();
    }

    /** The handler; none where Spring would answer that there is none, or none for such a request. */
    Optional<Chosen> choose(HttpServletRequest request) {
        return choose(new LookupRequest(request));
    }

    private Optional<Chosen> choose(LookupRequest lookup) {
        lookup.removeAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE); // of a handler that forwarded it
        try {
            ServletRequestPathUtils.parseAndCache(lookup);
            return UnmadeBeans.during(lookup, beans, () -> chosen(lookup));
        } catch (Exception e) {
            LOG.debug("No handler is chosen: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    private Optional<Chosen> chosen(LookupRequest lookup) throws Exception {
        for (HandlerMapping mapping : mappings()) {
            HandlerExecutionChain chain = mapping.getHandler(lookup);
            if (chain != null) {
                return Optional.of(new Chosen(chain, lookup));
            }
        }
        return Optional.empty();
    }

    /**
     * Who may read answers from another origin: as configured for the handler, or where there is none for this request, for the whole
     * mapping. Empty where nothing is.
     */
    Optional<CorsConfiguration> sharing(HttpServletRequest request) {
        LookupRequest lookup = new LookupRequest(request);
        Stream<?> ofHandler = choose(lookup).stream().flatMap(chosen -> chosen.chain().getInterceptorList().stream());
        Stream<?> ofMappings = mappings().stream()
                .filter(AbstractHandlerMapping.class::isInstance)
                .map(mapping -> ((AbstractHandlerMapping) mapping).getCorsConfigurationSource());
        try {
            return Stream.concat(ofHandler, ofMappings)
                    .filter(CorsConfigurationSource.class::isInstance)
                    .map(source -> ((CorsConfigurationSource) source).getCorsConfiguration(lookup))
                    .filter(Objects::nonNull)
                    .findFirst();
        } catch (RuntimeException e) {
            LOG.debug("No configuration of CORS is found: {}", e.getClass().getName());
            return Optional.empty();
        }
    }
}
