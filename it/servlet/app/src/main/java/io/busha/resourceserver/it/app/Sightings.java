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
 * What the application saw, as attributes of its servlet context. The attributes have types of the JDK only, so that a test can read
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

    /** Returns the sightings of one application. */
    public static Sightings of(ServletContext context) {
        return new Sightings(context);
    }

    /** Starts recording. Call it once, before the first request. */
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

    /** Counts a request. Every endpoint calls it before anything else. */
    @SuppressWarnings("unchecked")
    public void count(ServletRequest request) {
        ((Consumer<HttpServletRequest>) context.getAttribute(COUNTER)).accept((HttpServletRequest) request);
    }

    /** Returns whether this request has reached an endpoint. */
    static boolean counted(ServletRequest request) {
        return request.getAttribute(COUNTED) != null;
    }

    /** Returns how many endpoints a case has reached. */
    int handled(String name) {
        return context.getAttribute(HANDLED) instanceof Map<?, ?> handled && handled.get(name) instanceof Integer times
                ? times
                : 0;
    }

    /** Returns whether any code touched a body before its endpoint did. */
    AtomicBoolean touched() {
        return (AtomicBoolean) context.getAttribute(TOUCHED);
    }

    /** Returns all meters as text. */
    String meters() {
        return String.valueOf(((Supplier<?>) context.getAttribute(METERS)).get());
    }
}
