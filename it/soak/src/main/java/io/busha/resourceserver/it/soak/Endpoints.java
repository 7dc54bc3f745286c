package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The server's endpoints: one for readers of balances, one for everybody. */
@SuppressWarnings("serial") // servlets are Serializable by inheritance only
final class Endpoints {

    static final String SCOPE = "balances:read";
    static final String BALANCES = "/balances";
    static final String HEALTH = "/health";

    private Endpoints() {}

    /** Requires the scope. */
    static final class Balances extends HttpServlet {

        @RequireScope(SCOPE)
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("balances of " + request.getRemoteUser());
        }
    }

    /** Is open. */
    static final class Health extends HttpServlet {

        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("up");
        }
    }
}
