package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** One dispatcher servlet, or what stands for it in a test, asked for the handler that it would choose. Thread-safe. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** A handler, and the request as its mapping left it. */
    record Chosen(Object handler, HttpServletRequest request) {}

    private final @Nullable DispatcherServlet servlet;
    private final SingletonSupplier<List<HandlerMapping>> ofContext;

    Dispatcher(@Nullable DispatcherServlet servlet, ListableBeanFactory context) {
        this.servlet = servlet;
        this.ofContext = SingletonSupplier.of(() -> mappings(context));
    }

    /** As a dispatcher servlet finds them when it is initialised, which may be with its first request. */
    private static List<HandlerMapping> mappings(ListableBeanFactory context) {
        List<HandlerMapping> mappings = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(mappings);
        return mappings;
    }

    List<HandlerMapping> mappings() {
        List<HandlerMapping> own = servlet == null ? null : servlet.getHandlerMappings();
        return own != null ? own : ofContext.obtain();
    }

    /** The handler; none where Spring would answer that there is none, or none for such a request. */
    Optional<Chosen> choose(HttpServletRequest request) {
        LookupRequest lookup = new LookupRequest(request);
        try {
            ServletRequestPathUtils.parseAndCache(lookup);
            for (HandlerMapping mapping : mappings()) {
                HandlerExecutionChain chain = mapping.getHandler(lookup);
                if (chain != null) {
                    return Optional.of(new Chosen(chain.getHandler(), lookup));
                }
            }
        } catch (Exception e) {
            LOG.debug("No handler is chosen: {}", e.getClass().getName());
        }
        return Optional.empty();
    }
}
