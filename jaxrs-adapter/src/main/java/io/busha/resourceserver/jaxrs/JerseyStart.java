package io.busha.resourceserver.jaxrs;

import org.glassfish.jersey.server.spi.AbstractContainerLifecycleListener;
import org.glassfish.jersey.server.spi.Container;

/** Learns from Jersey when an application starts and ends. No other class may load this one unless Jersey is present. */
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
