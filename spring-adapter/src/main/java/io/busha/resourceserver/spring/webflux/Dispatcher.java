package io.busha.resourceserver.spring.webflux;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The dispatcher handler of one application context, asked for the handler that it would choose. Thread-safe. */
final class Dispatcher {

    private final ApplicationContext context;
    private final SingletonSupplier<List<HandlerAdapter>> adapters;

    Dispatcher(ApplicationContext context) {
        this.context = context;
        this.adapters = SingletonSupplier.of(this::findAdapters);
    }

    /** What the dispatcher handler would find besides the one that confirms. */
    private List<HandlerAdapter> findAdapters() {
        List<HandlerAdapter> found = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerAdapter.class, true, false)
                        .values());
        found.removeIf(DispatchConfirmation.class::isInstance);
        AnnotationAwareOrderComparator.sort(found);
        return found;
    }

    /** In the order in which they are asked; none where something else than a dispatcher handler serves the context. */
    List<HandlerMapping> mappings() {
        String name = WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME;
        return context.containsBean(name) && context.getBean(name) instanceof DispatcherHandler dispatcher
                ? Objects.requireNonNullElse(dispatcher.getHandlerMappings(), List.of())
                : List.of();
    }

    /** The handler; none where Spring would answer that there is none. Fails where Spring would answer with that failure. */
    Mono<Object> choose(LookupExchange exchange) {
        return Flux.fromIterable(mappings())
                .concatMap(mapping -> mapping.getHandler(exchange))
                .next();
    }

    /** Calls the handler, as the dispatcher handler would. */
    Mono<HandlerResult> call(ServerWebExchange exchange, Object handler) {
        for (HandlerAdapter adapter : Objects.requireNonNull(adapters.obtain())) {
            if (adapter.supports(handler)) {
                return adapter.handle(exchange, handler);
            }
        }
        return Mono.error(() -> new IllegalStateException("no handler adapter for " + handler.getClass()));
    }
}
