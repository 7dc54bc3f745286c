package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Door;
import jakarta.servlet.ServletContext;

/** A door whose application is that of the contract, in whatever container and class loader. */
public abstract class ServletDoor implements Door {

    /** For subclasses. */
    protected ServletDoor() {}

    /** The context of the application, while it runs. */
    protected abstract ServletContext context();

    @Override
    public final int handled(String name) {
        return Sightings.of(context()).handled(name);
    }

    @Override
    public final boolean bodyTouched() {
        return Sightings.of(context()).touched().getAndSet(false);
    }

    @Override
    public final String meters() {
        return Sightings.of(context()).meters();
    }
}
