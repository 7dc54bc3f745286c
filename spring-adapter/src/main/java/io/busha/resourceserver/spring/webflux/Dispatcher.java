package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.EndpointIndex;
import io.busha.resourceserver.route.Reachable;
import io.busha.resourceserver.spring.handler.HandlerList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.filter.reactive.HiddenHttpMethodFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The dispatcher handler of one application context: what it finds handlers by, and calls them by. Thread-safe. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final ApplicationContext context;
    private final HandlerRules rules;
    private final SingletonSupplier<List<HandlerAdapter>> adapters;
    private final SingletonSupplier<Optional<EndpointIndex>> index;
    private final SingletonSupplier<Boolean> hidesMethods;

    Dispatcher(ApplicationContext context, HandlerRules rules) {
        this.context = context;
        this.rules = rules;
        this.adapters = SingletonSupplier.of(this::findAdapters);
        this.hidesMethods = SingletonSupplier.of(
                () -> context.getBeanNamesForType(HiddenHttpMethodFilter.class, true, false).length > 0);
        this.index = SingletonSupplier.of(() -> list(mappings()).reachable().map(EndpointIndex::of));
    }

    private List<HandlerAdapter> findAdapters() {
        List<HandlerAdapter> found = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerAdapter.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(found);
        return found;
    }

    /** Finds out now what it would find out at its first exchange: event loops must not wait for one another. */
    Dispatcher prepared() {
        adapters.obtain();
        index.obtain();
        hidesMethods.obtain();
        return this;
    }

    /** Whether our gate is what this calls every handler by. */
    boolean isBehindGate() {
        List<HandlerAdapter> found = Objects.requireNonNull(adapters.obtain());
        return !found.isEmpty() && found.get(0) instanceof HandlerGate;
    }

    private Optional<DispatcherHandler> handler() {
        String name = WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME;
        return context.containsBean(name) && context.getBean(name) instanceof DispatcherHandler dispatcher
                ? Optional.of(dispatcher)
                : Optional.empty();
    }

    /** In the order in which they are asked; none where something else than a dispatcher handler serves the context. */
    List<HandlerMapping> mappings() {
        return handler().map(DispatcherHandler::getHandlerMappings).orElse(List.of());
    }

    /** What these mappings map. */
    HandlerList list(List<HandlerMapping> mappings) {
        return new MappedHandlers(context, rules).list(mappings);
    }

    /** What a request could reach; of a preflight that is not known yet. */
    Reachable reachable(ServerHttpRequest request) {
        Optional<EndpointIndex> known = Objects.requireNonNull(index.obtain());
        return known.filter(all -> !CorsUtils.isPreFlightRequest(request))
                .map(all -> all.reachableBy(Set.of(WebFluxGuardedRequest.pathOf(request, "%2F"))))
                .map(found -> mayChange(request.getMethod()) ? found.byAnyMethod() : found)
                .orElseGet(Reachable::anything);
    }

    /**
     * What an exchange could reach. No handler is ever called for a preflight that a configuration of CORS answers.
     *
     * @param otherwise what it could where it is no preflight
     */
    Mono<Reachable> reachable(ServerWebExchange exchange, Reachable otherwise) {
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? sharing(exchange).map(headers -> allowsOrigin(headers) ? Reachable.anything() : Reachable.closed())
                : Mono.just(otherwise);
    }

    private static boolean allowsOrigin(HttpHeaders headers) {
        return headers.getFirst(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN) != null;
    }

    /** Where a field of the form may say what POST stands for. */
    private boolean mayChange(HttpMethod method) {
        return method.equals(HttpMethod.POST) && Boolean.TRUE.equals(hidesMethods.obtain());
    }

    /** Has the dispatcher handler answer an exchange. */
    Mono<Void> serve(ServerWebExchange exchange) {
        return handler().map(dispatcher -> dispatcher.handle(exchange)).orElseGet(Mono::empty);
    }

    /**
     * Lets the mappings write on a refusal what lets a page of another origin read it, as on the answer of the endpoint that the request
     * is on its way to (Fetch standard, section 3.2.3).
     */
    Mono<Void> share(ServerWebExchange exchange) {
        boolean hasPageToReadIt =
                CorsUtils.isCorsRequest(exchange.getRequest()) && !CorsUtils.isPreFlightRequest(exchange.getRequest());
        return hasPageToReadIt
                ? sharing(exchange)
                        .doOnNext(headers ->
                                headers.forEach(exchange.getResponse().getHeaders()::addAll))
                        .then()
                : Mono.empty();
    }

    /** The headers of CORS for an exchange, as the mappings would write them. */
    private Mono<HttpHeaders> sharing(ServerWebExchange exchange) {
        LookupExchange lookup = new LookupExchange(exchange);
        return Flux.fromIterable(mappings())
                .concatMap(mapping -> mapping.getHandler(lookup))
                .next()
                .onErrorResume(e -> {
                    LOG.debug("No handler is found: {}", e.getClass().getName());
                    return Mono.empty();
                })
                .then(Mono.fromSupplier(() -> lookup.getResponse().getHeaders()));
    }

    /** Calls the handler, as the dispatcher handler would. */
    Mono<HandlerResult> call(ServerWebExchange exchange, Object handler) {
        for (HandlerAdapter adapter : Objects.requireNonNull(adapters.obtain())) {
            if (!(adapter instanceof HandlerGate) && adapter.supports(handler)) {
                return adapter.handle(exchange, handler);
            }
        }
        return Mono.error(() -> new IllegalStateException("no handler adapter for " + handler.getClass()));
    }
}
