package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.servlet.DispatchedEndpoints;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.DispatcherServlet;

/** The handlers behind every dispatcher servlet of one application context, and their rules. Thread-safe. */
public final class MvcEndpoints implements DispatchedEndpoints {

    /** What a request names as its servlet where no container is, and so nothing but one dispatcher servlet: under MockMvc. */
    private static final String NO_SERVLET = "";

    private final WebApplicationContext context;
    private final HandlerRules rules;
    private final BiFunction<DispatcherServlet, ListableBeanFactory, Dispatcher> dispatcher;
    private final SingletonSupplier<Map<String, Dispatcher>> dispatchers;
    private final SingletonSupplier<Set<String>> errorPages;

    MvcEndpoints(
            WebApplicationContext context,
            HandlerRules rules,
            BiFunction<DispatcherServlet, ListableBeanFactory, Dispatcher> dispatcher) {
        this.context = context;
        this.rules = rules;
        this.dispatcher = dispatcher;
        this.dispatchers = SingletonSupplier.of(this::find);
        this.errorPages = SingletonSupplier.of(() -> BootErrorPages.of(context));
    }

    /** Boot registers a dispatcher servlet by a registration bean, and one that has none under its own bean's name. */
    private Map<String, Dispatcher> find() {
        Map<String, Dispatcher> found = new HashMap<>();
        Map<String, DispatcherServlet> servlets = context.getBeansOfType(DispatcherServlet.class, true, false);
        context.getBeansOfType(ServletRegistrationBean.class, true, false)
                .values()
                .forEach(registration -> {
                    if (registration.getServlet() instanceof DispatcherServlet servlet) {
                        found.put(registration.getServletName(), dispatcher(registration.getServletName(), servlet));
                        servlets.values().remove(servlet);
                    }
                });
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
        return dispatcher.apply(servlet, own != null ? own : context);
    }

    @Override
    public boolean areBehind(String servlet) {
        return dispatcher(servlet).isPresent();
    }

    private Optional<Dispatcher> dispatcher(String servlet) {
        return Optional.ofNullable(dispatchers.obtain().get(servlet));
    }

    @Override
    public Endpoint endpoint(String servlet, HttpServletRequest request) {
        return dispatcher(servlet)
                .flatMap(dispatcher -> dispatcher.choose(request))
                .map(chosen -> rules.endpoint(chosen.handler(), chosen.request()))
                .orElseGet(Endpoint::unknown);
    }

    @Override
    public void shareRefusal(String servlet, HttpServletRequest request, HttpServletResponse refusal)
            throws IOException {
        boolean hasPageToReadIt = CorsUtils.isCorsRequest(request) && !CorsUtils.isPreFlightRequest(request);
        Optional<CorsConfiguration> configured = hasPageToReadIt
                ? dispatcher(servlet).flatMap(dispatcher -> dispatcher.sharing(request))
                : Optional.empty();
        if (configured.isPresent()) {
            SharedRefusal.share(configured.get(), request, refusal);
        }
    }

    @Override
    public boolean isErrorPage(String path) {
        return errorPages.obtain().contains(path);
    }

    @Override
    public List<MappedEndpoint> endpoints(String servlet, String prefix) {
        return dispatcher(servlet)
                .map(dispatcher -> new MappedHandlers(context, rules, prefix).list(dispatcher.listed()))
                .orElse(List.of());
    }
}
