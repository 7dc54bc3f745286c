package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.spi.EndpointIndex;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HandlerList;
import java.util.ArrayList;
import java.util.List;
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

/** The handler mappings and handler adapters of one application context's dispatcher handler. Thread-safe. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final List<HandlerAdapter> adapters;
    private final boolean hidesMethods;
    private final Optional<EndpointIndex> index;

    /** Creates a dispatcher. Computes everything in advance, because event loops must not wait for one another. */
    Dispatcher(ApplicationContext context, HandlerDeclarations declarations) {
        this.context = context;
        this.declarations = declarations;
        this.adapters = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerAdapter.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(adapters);
        this.hidesMethods = context.getBeanNamesForType(HiddenHttpMethodFilter.class, true, false).length > 0;
        this.index = list(mappings()).reachable().map(EndpointIndex::of);
    }

    /** Returns whether this dispatcher calls every handler through our gate. */
    boolean isBehindGate() {
        return !adapters.isEmpty() && adapters.get(0) instanceof HandlerGate;
    }

    private Optional<DispatcherHandler> handler() {
        String name = WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME;
        return context.containsBean(name) && context.getBean(name) instanceof DispatcherHandler dispatcher
                ? Optional.of(dispatcher)
                : Optional.empty();
    }

    /** Returns the mappings in the order in which they are asked; none if the context is not served by a dispatcher handler. */
    List<HandlerMapping> mappings() {
        return handler().map(DispatcherHandler::getHandlerMappings).orElse(List.of());
    }

    /** Lists the endpoints of these mappings. */
    HandlerList list(List<HandlerMapping> mappings) {
        HandlerList handlers = new HandlerList(context, declarations, Set.of(""));
        mappings.forEach(new MappedHandlers(handlers)::add);
        return handlers;
    }

    /** Returns what a request could reach. For a preflight this is not known yet, so it could be anything. */
    Reachable reachable(ServerHttpRequest request) {
        return index.filter(all -> !CorsUtils.isPreFlightRequest(request))
                .map(all -> all.reachableBy(Set.of(WebFluxGuardedRequest.pathOf(request, "%2F"))))
                .map(found -> mayChange(request.getMethod()) ? found.byAnyMethod() : found)
                .orElseGet(Reachable::anything);
    }

    /**
     * Returns what an exchange could reach. A preflight that a CORS configuration answers never reaches a handler.
     *
     * @param otherwise the result for an exchange that is not a preflight
     */
    Mono<Reachable> reachable(ServerWebExchange exchange, Reachable otherwise) {
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? sharing(exchange).map(headers -> allowsOrigin(headers) ? Reachable.anything() : Reachable.closed())
                : Mono.just(otherwise);
    }

    private static boolean allowsOrigin(HttpHeaders headers) {
        return headers.getFirst(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN) != null;
    }

    /** Returns whether a form field may change the method of this request. */
    private boolean mayChange(HttpMethod method) {
        return hidesMethods && method.equals(HttpMethod.POST);
    }

    /** Lets the dispatcher handler handle an exchange. */
    Mono<Void> serve(ServerWebExchange exchange) {
        return handler().map(dispatcher -> dispatcher.handle(exchange)).orElseGet(Mono::empty);
    }

    /**
     * Lets the mappings add the headers that allow a page of another origin to read a denial, as on the response of the endpoint that the
     * request was for (Fetch standard, section 3.2.3).
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

    /** Returns the CORS headers that the mappings would write for an exchange. */
    private Mono<HttpHeaders> sharing(ServerWebExchange exchange) {
        LookupExchange lookup = new LookupExchange(exchange);
        return Flux.fromIterable(mappings())
                .concatMap(mapping -> mapping.getHandler(lookup))
                .next()
                .onErrorResume(e -> {
                    LOG.debug("No handler was found: {}", e.getClass().getName());
                    return Mono.empty();
                })
                .then(Mono.fromSupplier(() -> lookup.getResponse().getHeaders()));
    }

    /** Calls the handler as the dispatcher handler would. */
    Mono<HandlerResult> call(ServerWebExchange exchange, Object handler) {
        for (HandlerAdapter adapter : adapters) {
            if (!(adapter instanceof HandlerGate) && adapter.supports(handler)) {
                return adapter.handle(exchange, handler);
            }
        }
        return Mono.error(() -> new IllegalStateException("no HandlerAdapter supports " + handler.getClass()));
    }
}
