package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import java.util.Collections;

/** A door in front of the contract's application, in any container and class loader. */
public abstract class ServletDoor implements Door {

    private static final String AUDIT = "io.busha.resourceserver.audit.";

    /** For subclasses. */
    protected ServletDoor() {}

    /** Returns the context of the running application. */
    protected abstract ServletContext context();

    @Override
    public final int handled(String name) {
        return Sightings.of(context()).handled(name);
    }

    /** Sends a request first, because Undertow initialises its filters, and so their audit, with the first request. */
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
