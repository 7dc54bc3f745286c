package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Endpoints that require scopes. */
public final class ScopedEndpoints {

    private ScopedEndpoints() {}

    public static final class Balances extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("balances:read")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "balances");
        }
    }

    public static final class Transfers extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("transfers:write")
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, Integer.toString(request.getInputStream().readAllBytes().length));
        }
    }

    /** Accepts and answers JSON. */
    public static final class Orders extends Endpoint {
        private static final long serialVersionUID = 1;

        private static final String JSON = "application/json";

        @Override
        @RequireScope("transfers:write")
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String amount = request.getParameter("amount");
            String accept = request.getHeader("Accept");
            if (!JSON.equals(request.getContentType())) {
                response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            } else if (accept != null && !accept.equals(JSON)) {
                response.setStatus(HttpServletResponse.SC_NOT_ACCEPTABLE);
            } else if (amount == null) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                answer(response, amount);
            }
        }
    }

    /** Shared with other origins by {@link Cors}. */
    @RequireScope("balances:read")
    public static final class Shared extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "shared");
        }
    }

    public static final class TransfersGet extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("transfers:write")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "transfers-get");
        }
    }

    @RequireScope({"balances:read", "transfers:write"})
    public static final class Both extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "both");
        }
    }

    @RequireScope(anyOf = {"balances:read", "transfers:write"})
    public static final class Any extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "any");
        }
    }

    public static final class Head extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("balances:read")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "head");
        }

        @Override
        @RequireScope("transfers:write")
        protected void doHead(HttpServletRequest request, HttpServletResponse response) {
            response.setContentLength(4);
        }
    }

    @RequireScope("balances:read")
    public static final class Narrowed extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "narrowed");
        }
    }

    /** Mapped on an extension. */
    @RequireScope("transfers:write")
    public static final class Action extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "action");
        }
    }
}
