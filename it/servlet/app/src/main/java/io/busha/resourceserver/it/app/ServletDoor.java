package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import java.util.Collections;

/** A door whose application is that of the contract, in whatever container and class loader. */
public abstract class ServletDoor implements Door {

    private static final String AUDIT = "io.busha.resourceserver.audit.";

    /** For subclasses. */
    protected ServletDoor() {}

    /** The context of the application, while it runs. */
    protected abstract ServletContext context();

    @Override
    public final int handled(String name) {
        return Sightings.of(context()).handled(name);
    }

    /** Undertow makes its filters with the first request, and so their audit. */
    @Override
    public String table() {
        RawHttp.get(uri(), "/");
        return Collections.list(context().getAttributeNames()).stream()
                .filter(name -> name.startsWith(AUDIT) && !name.endsWith("." + Partners.NAME))
                .map(context()::getAttribute)
                .findFirst()
                .orElseThrow()
                .toString();
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
