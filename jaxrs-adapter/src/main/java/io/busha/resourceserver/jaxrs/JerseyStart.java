package io.busha.resourceserver.jaxrs;

import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
import org.glassfish.jersey.server.spi.Container;

/** Hears from Jersey that an application has started, and that it ends. Nothing else may name this class: Jersey may be absent. */
final class JerseyStart extends AbstractContainerLifecycleListener {

    private final Lifecycle application;

    JerseyStart(Lifecycle application) {
        this.application = application;
    }

    @Override
    public void onStartup(Container container) {
        application.started();
    }

    @Override
    public void onShutdown(Container container) {
        application.ended();
    }
}
