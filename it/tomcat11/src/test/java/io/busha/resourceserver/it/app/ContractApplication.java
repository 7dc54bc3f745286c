package io.busha.resourceserver.it.app;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Puts the application of the contract, the door and the probe before it into a servlet context. */
public final class ContractApplication {

    /** Where the error page is; the container maps status 418 to it. */
    public static final String ERROR_PAGE = "/error-page";

    private static final Map<String, Supplier<Servlet>> SERVLETS = new LinkedHashMap<>();

    static {
        SERVLETS.put("/open", OpenEndpoints.ForAll::new);
        SERVLETS.put("/mdc", OpenEndpoints.Mdc::new);
        SERVLETS.put("/fails", OpenEndpoints.Fails::new);
        SERVLETS.put(ERROR_PAGE, OpenEndpoints.ErrorPage::new);
        SERVLETS.put("/undeclared", OpenEndpoints.Undeclared::new);
        SERVLETS.put("/table/*", OpenEndpoints.Table::new);
        SERVLETS.put("/me", Me::new);
        SERVLETS.put("/balances", ScopedEndpoints.Balances::new);
        SERVLETS.put("/transfers", ScopedEndpoints.Transfers::new);
        SERVLETS.put("/transfers-get", ScopedEndpoints.TransfersGet::new);
        SERVLETS.put("/both", ScopedEndpoints.Both::new);
        SERVLETS.put("/any", ScopedEndpoints.Any::new);
        SERVLETS.put("/head", ScopedEndpoints.Head::new);
        SERVLETS.put("/narrowed", ScopedEndpoints.Narrowed::new);
        SERVLETS.put("/inherited/superclass", InheritedEndpoints.OfSuperclass::new);
        SERVLETS.put("/inherited/interface", InheritedEndpoints.OfInterface::new);
        SERVLETS.put("/inherited/generic", InheritedEndpoints.OfGeneric::new);
        SERVLETS.put("/inherited/bridge", InheritedEndpoints.OfBridge::new);
        SERVLETS.put("/inherited/proxy", InheritedEndpoints.Proxied$$Generated::new);
        SERVLETS.put("/async/again", DispatchingEndpoints.AsyncAgain::new);
        SERVLETS.put("/async/stricter", DispatchingEndpoints.AsyncStricter::new);
        SERVLETS.put("/forward/stricter", DispatchingEndpoints.ForwardStricter::new);
        SERVLETS.put("/include/stricter", DispatchingEndpoints.IncludeStricter::new);
    }

    private final AtomicInteger handled = new AtomicInteger();
    private final BodyProbe probe = new BodyProbe(handled);

    /** How many requests reached an endpoint. */
    public int handled() {
        return handled.get();
    }

    /** Whether anything touched a body before its endpoint did, since the last call. */
    public boolean bodyTouched() {
        return probe.touched();
    }

    /** Registers everything, the probe first. */
    public void install(ServletContext context, ResourceServerFilter door) {
        context.setAttribute(Endpoint.COUNTER, handled);
        map(context.addFilter("probe", probe));
        map(context.addFilter("door", door));
        SERVLETS.forEach((path, servlet) -> {
            ServletRegistration.Dynamic registration = context.addServlet(path, servlet.get());
            registration.setAsyncSupported(true);
            registration.addMapping(path);
        });
    }

    private static void map(FilterRegistration.Dynamic filter) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }
}
