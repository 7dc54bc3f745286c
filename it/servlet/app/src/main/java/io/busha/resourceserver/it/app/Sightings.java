package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Door;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the application saw, as attributes of its servlet context. They are of the types of the JDK alone, so that a test reads
 * them across class loaders.
 */
public final class Sightings {

    private static final String HANDLED = "contract.handled";
    private static final String COUNTER = "contract.counter";
    private static final String TOUCHED = "contract.touched";
    private static final String METERS = "contract.meters";
    private static final String COUNTED = "contract.counted";

    private final ServletContext context;

    private Sightings(ServletContext context) {
        this.context = context;
    }

    /** Those of one application. */
    public static Sightings of(ServletContext context) {
        return new Sightings(context);
    }

    /** To be called once, before the first request. */
    public void begin(Supplier<String> meters) {
        Map<String, Integer> handled = new ConcurrentHashMap<>();
        Consumer<HttpServletRequest> counter = request -> {
            request.setAttribute(COUNTED, true);
            handled.merge(String.valueOf(request.getHeader(Door.CASE)), 1, Integer::sum);
        };
        context.setAttribute(HANDLED, handled);
        context.setAttribute(COUNTER, counter); // JSPs call it by this name
        context.setAttribute(TOUCHED, new AtomicBoolean());
        context.setAttribute(METERS, meters);
    }

    /** What every endpoint does before anything else. */
    @SuppressWarnings("unchecked")
    public void count(ServletRequest request) {
        ((Consumer<HttpServletRequest>) context.getAttribute(COUNTER)).accept((HttpServletRequest) request);
    }

    /** Whether this request has reached an endpoint. */
    static boolean counted(ServletRequest request) {
        return request.getAttribute(COUNTED) != null;
    }

    /** How many endpoints a case has reached. */
    int handled(String name) {
        return context.getAttribute(HANDLED) instanceof Map<?, ?> handled && handled.get(name) instanceof Integer times
                ? times
                : 0;
    }

    /** Whether anything touched a body before its endpoint did. */
    AtomicBoolean touched() {
        return (AtomicBoolean) context.getAttribute(TOUCHED);
    }

    /** All meters as text. */
    String meters() {
        return String.valueOf(((Supplier<?>) context.getAttribute(METERS)).get());
    }
}
