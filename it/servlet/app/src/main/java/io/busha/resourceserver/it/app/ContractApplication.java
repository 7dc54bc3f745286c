package io.busha.resourceserver.it.app;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The application of the contract, the door and the probe before it. */
public final class ContractApplication {

    /** The path of the error page, to which the container maps status 418. */
    public static final String ERROR_PAGE = "/error-page";

    /** The exception that the container maps to the error page, in addition to status 418. */
    public static final Class<? extends Exception> ERROR_TYPE = OpenEndpoints.Broken.class;

    /** The welcome files; the last one is a servlet. */
    public static final List<String> WELCOME_FILES = List.of("index.html", "index.jsp", "start");

    private static final List<String> ONLY_LINES = List.of(
            "/foo/*",
            "/bar/*",
            "/foobar",
            "/api/*",
            "/statement",
            "*.do",
            "/hall/start",
            "/lounge/start",
            "/partners/*",
            "/reports/*",
            "/acc/*");

    private static final Map<String, Class<? extends Servlet>> SERVLETS = new LinkedHashMap<>();

    static {
        SERVLETS.put("/open", OpenEndpoints.ForAll.class);
        SERVLETS.put("/mdc", OpenEndpoints.Mdc.class);
        SERVLETS.put("/fails", OpenEndpoints.Fails.class);
        SERVLETS.put(ERROR_PAGE, OpenEndpoints.ErrorPage.class);
        SERVLETS.put("/undeclared", OpenEndpoints.Undeclared.class);
        SERVLETS.put("/table/*", OpenEndpoints.Table.class);
        SERVLETS.put("/wide/*", OpenEndpoints.ForAll.class);
        SERVLETS.put("/me", Me.class);
        SERVLETS.put("/balances", ScopedEndpoints.Balances.class);
        SERVLETS.put("/transfers", ScopedEndpoints.Transfers.class);
        SERVLETS.put("/orders", ScopedEndpoints.Orders.class);
        SERVLETS.put(Cors.PATTERN, ScopedEndpoints.Shared.class);
        SERVLETS.put("/transfers-get", ScopedEndpoints.TransfersGet.class);
        SERVLETS.put("/both", ScopedEndpoints.Both.class);
        SERVLETS.put("/any", ScopedEndpoints.Any.class);
        SERVLETS.put("/head", ScopedEndpoints.Head.class);
        SERVLETS.put("/narrowed", ScopedEndpoints.Narrowed.class);
        SERVLETS.put("/pay", ConnectionEndpoints.Pay.class);
        SERVLETS.put("/connect", ConnectionEndpoints.Connect.class);
        SERVLETS.put("/disconnect", ConnectionEndpoints.Disconnect.class);
        SERVLETS.put("/inherited/superclass", InheritedEndpoints.OfSuperclass.class);
        SERVLETS.put("/inherited/interface", InheritedEndpoints.OfInterface.class);
        SERVLETS.put("/inherited/generic", InheritedEndpoints.OfGeneric.class);
        SERVLETS.put("/inherited/bridge", InheritedEndpoints.OfBridge.class);
        SERVLETS.put("/inherited/proxy", InheritedEndpoints.Proxied$$Generated.class);
        SERVLETS.put("/async/again", DispatchingEndpoints.AsyncAgain.class);
        SERVLETS.put("/async/stricter", DispatchingEndpoints.AsyncStricter.class);
        SERVLETS.put("/forward/stricter", DispatchingEndpoints.ForwardStricter.class);
        SERVLETS.put("/include/stricter", DispatchingEndpoints.IncludeStricter.class);
        SERVLETS.put("/async/there", DispatchingEndpoints.AsyncThere.class);
        SERVLETS.put("/async/back", DispatchingEndpoints.AsyncBack.class);
        SERVLETS.put("/async/headless", DispatchingEndpoints.AsyncHeadless.class);
        SERVLETS.put("/dispatch/*", DispatchingEndpoints.Anywhere.class);
        SERVLETS.put("/breaks", OpenEndpoints.Breaks.class);
        SERVLETS.put("*.act", ScopedEndpoints.Action.class);
        SERVLETS.put("/fw/*", FrameworkServlet.class);
        SERVLETS.put("/partners/headless", DispatchingEndpoints.AsyncHeadless.class);
        for (String onlyLines : ONLY_LINES) {
            SERVLETS.put(onlyLines, OpenEndpoints.Table.class);
        }
    }

    private ContractApplication() {}

    /** Returns the class of each servlet by its mapping, which is also its name. */
    public static Map<String, Class<? extends Servlet>> servlets() {
        return Collections.unmodifiableMap(SERVLETS);
    }

    /** Registers everything by code, the probe first, and exposes the meters to the contract. */
    public static void install(
            ServletContext context, ResourceServerFilter door, Map<String, String> settings, MeterRegistry meters) {
        Sightings.of(context).begin(() -> Meters.text(meters));
        map(context.addFilter("probe", BodyProbe.class), "/*");
        map(context.addFilter("cors", Cors.class), Cors.PATTERN);
        map(context.addFilter("door", door), "/*");
        if (!Partners.of(settings).isEmpty()) {
            FilterRegistration.Dynamic partners = context.addFilter(Partners.NAME, ResourceServerFilter.class);
            partners.setInitParameters(Partners.of(settings));
            map(partners, Partners.PATTERN);
        }
        SERVLETS.forEach((path, servlet) -> {
            ServletRegistration.Dynamic registration = context.addServlet(path, servlet);
            registration.setAsyncSupported(true);
            registration.addMapping(path);
        });
        context.addListener(new AddsWebSockets(true));
    }

    private static void map(FilterRegistration.Dynamic filter, String pattern) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, pattern);
    }
}
