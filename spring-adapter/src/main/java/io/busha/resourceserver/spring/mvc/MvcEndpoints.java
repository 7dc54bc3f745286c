package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.EndpointIndex;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.servlet.spi.DispatchedEndpoints;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HandlerList;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** The handlers behind every dispatcher servlet of one application context, and their rules. Thread-safe. */
public final class MvcEndpoints implements DispatchedEndpoints {

    /** The servlet name of requests under MockMvc, where there is no container and only one dispatcher servlet. */
    private static final String NO_SERVLET = "";

    private final WebApplicationContext context;
    private final HandlerDeclarations declarations;
    private final BiFunction<DispatcherServlet, ListableBeanFactory, Dispatcher> dispatcher;
    private final SingletonSupplier<Map<String, Dispatcher>> dispatchers = SingletonSupplier.of(this::find);
    private final SingletonSupplier<Set<String>> errorPages = SingletonSupplier.of(this::errorPages);
    private final SingletonSupplier<Boolean> hidesMethods = SingletonSupplier.of(this::hidesMethods);
    private final Map<String, Optional<EndpointIndex>> indexes = new ConcurrentHashMap<>();

    MvcEndpoints(
            WebApplicationContext context,
            HandlerDeclarations declarations,
            BiFunction<DispatcherServlet, ListableBeanFactory, Dispatcher> dispatcher) {
        this.context = context;
        this.declarations = declarations;
        this.dispatcher = dispatcher;
    }

    /** Finds all dispatcher servlets. Boot registers one through a registration bean, or under its own bean name if it has none. */
    private Map<String, Dispatcher> find() {
        Map<String, DispatcherServlet> servlets = context.getBeansOfType(DispatcherServlet.class, true, false);
        Map<String, DispatcherServlet> registered = new HashMap<>();
        for (ServletRegistrationBean<?> registration : context.getBeansOfType(
                        ServletRegistrationBean.class, true, false)
                .values()) {
            if (registration.getServlet() instanceof DispatcherServlet servlet) {
                registered.put(registration.getServletName(), servlet);
            }
        }
        servlets.values().removeAll(registered.values());
        servlets.putAll(registered);
        Map<String, Dispatcher> found = new HashMap<>();
        servlets.forEach((name, servlet) -> found.put(name, dispatcher(name, servlet)));
        if (hasNoContainer()) {
            found.put(NO_SERVLET, Dispatcher.toAll(null, context));
        }
        return found;
    }

    private boolean hasNoContainer() {
        ServletContext servlets = context.getServletContext();
        return servlets == null || servlets.getServletRegistrations().isEmpty();
    }

    private Dispatcher dispatcher(String name, DispatcherServlet servlet) {
        WebApplicationContext own = servlet.getWebApplicationContext();
        if (own instanceof ConfigurableApplicationContext made && !made.isActive()) {
            throw StartRefusedException.forLateDispatcher(name);
        }
        Dispatcher found = dispatcher.apply(servlet, own != null ? own : context);
        if (!found.isBehindGate()) {
            throw StartRefusedException.forForeignDispatcher(name);
        }
        return found;
    }

    @Override
    public boolean areBehind(String servlet) {
        return dispatcher(servlet).isPresent();
    }

    private Optional<Dispatcher> dispatcher(String servlet) {
        return Optional.ofNullable(dispatchers.obtain().get(servlet));
    }

    /** Returns what a request could reach. TRACE is closed, because a dispatcher servlet answers it with the request that it received. */
    @Override
    public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
        if (request.method().equals("TRACE")) {
            return Reachable.closed();
        }
        if (Preflights.isOne(http)) {
            return Reachable.anything();
        }
        return indexes.computeIfAbsent(servlet, this::index)
                .map(index -> index.reachableBy(SentPath.spellings(request, http.getContextPath())))
                .map(found -> mayChange(request.method()) ? found.byAnyMethod() : found)
                .orElseGet(Reachable::anything);
    }

    /** Returns whether a form field may change the method of this request. */
    private boolean mayChange(String method) {
        return method.equals("POST") && hidesMethods.obtain();
    }

    private boolean hidesMethods() {
        return context.getBeanNamesForType(HiddenHttpMethodFilter.class, true, false).length > 0
                || context.getBeansOfType(FilterRegistrationBean.class, true, false).values().stream()
                        .anyMatch(registration -> registration.getFilter() instanceof HiddenHttpMethodFilter);
    }

    /** Indexes the endpoints below every path that the servlet is mapped to. Empty if they cannot all be listed. */
    private Optional<EndpointIndex> index(String servlet) {
        return list(dispatcher(servlet).orElseThrow(), prefixes(servlet))
                .reachable()
                .map(EndpointIndex::of);
    }

    private HandlerList list(Dispatcher dispatcher, Set<String> prefixes) {
        HandlerList handlers = new HandlerList(context, declarations, prefixes);
        dispatcher.mappings().forEach(new MappedHandlers(handlers)::add);
        return handlers;
    }

    private Set<String> prefixes(String servlet) {
        ServletContext servlets = context.getServletContext();
        ServletRegistration registration = servlets == null ? null : servlets.getServletRegistration(servlet);
        return registration == null
                ? Set.of("")
                : registration.getMappings().stream()
                        .map(pattern -> pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "")
                        .collect(Collectors.toSet());
    }

    @Override
    public boolean serveUnmapped(
            String servlet, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!servlet.equals(NO_SERVLET)) {
            return dispatcher(servlet).orElseThrow().serve(request, response);
        }
        chain.doFilter(request, response);
        return true;
    }

    @Override
    public void shareDenial(String servlet, HttpServletRequest request, HttpServletResponse denial) throws IOException {
        SharedDenial.share(lookup -> dispatcher(servlet).flatMap(known -> known.sharing(lookup)), request, denial);
    }

    private Set<String> errorPages() {
        return BootErrorPages.of(context);
    }

    @Override
    public boolean isErrorPage(String path) {
        return errorPages.obtain().contains(path);
    }

    /** Finds interceptors that run before the gate: Spring calls interceptor beans in the order of their definitions. */
    @Override
    public List<String> warnings() {
        List<String> earlier = new ArrayList<>();
        for (MappedInterceptor interceptor : BeanFactoryUtils.beansOfTypeIncludingAncestors(
                        context, MappedInterceptor.class, true, false)
                .values()) {
            if (interceptor.getInterceptor() instanceof HandlerGate) {
                return earlier;
            }
            earlier.add("interceptor " + interceptor.getInterceptor().getClass().getName()
                    + " runs before the rule of a handler is checked, and so for denied callers too: register it in an"
                    + " InterceptorRegistry instead of defining a MappedInterceptor bean");
        }
        return List.of();
    }

    @Override
    public List<MappedEndpoint> endpoints(String servlet, String prefix) {
        return dispatcher(servlet)
                .map(dispatcher -> list(dispatcher, Set.of(prefix)).endpoints())
                .orElse(List.of());
    }
}
