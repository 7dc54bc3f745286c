package io.busha.resourceserver.it.app;

import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What the application saw, as attributes of its servlet context. They are of the JDK's types alone, so that a test reads
 * them across class loaders.
 */
public final class Sightings {

    private static final String HANDLED = "contract.handled";
    private static final String TOUCHED = "contract.touched";
    private static final String METERS = "contract.meters";

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
        context.setAttribute(HANDLED, new AtomicInteger());
        context.setAttribute(TOUCHED, new AtomicBoolean());
        context.setAttribute(METERS, meters);
    }

    /** How many requests reached an endpoint. */
    public AtomicInteger handled() {
        return (AtomicInteger) context.getAttribute(HANDLED);
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
