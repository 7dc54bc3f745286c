package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServlet;

/** Servlets of an application; they are never called. */
@SuppressWarnings("serial")
final class Servlets {

    private Servlets() {}

    @Open
    static class Health extends HttpServlet {}

    @Authenticated
    static class Me extends HttpServlet {}

    @RequireScope("balances:read")
    static class Balances extends HttpServlet {}

    static class Undeclared extends HttpServlet {}

    @Open
    @Authenticated
    static class Contradicting extends HttpServlet {}

    /** Returns an application with all servlets above that do not prevent its start. */
    static FakeApplication application() {
        return new FakeApplication()
                .servlet(Health.class, "/health")
                .servlet(Me.class, "/me/*")
                .servlet(Balances.class, "/balances")
                .servlet(Undeclared.class, "/undeclared");
    }
}
