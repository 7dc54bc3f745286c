package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Authenticated;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Endpoints that send a request on. */
public final class DispatchingEndpoints {

    private static final String STRICTER = "/transfers-get";

    private DispatchingEndpoints() {}

    @Authenticated
    public static final class AsyncAgain extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                answer(response, subject(request, "anonymous"));
            } else {
                request.startAsync().dispatch();
            }
        }
    }

    @Authenticated
    public static final class AsyncStricter extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            request.startAsync().dispatch(STRICTER);
        }
    }

    @Authenticated
    public static final class ForwardStricter extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher(STRICTER).forward(request, response);
        }
    }

    @Authenticated
    public static final class IncludeStricter extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher(STRICTER).include(request, response);
        }
    }
}
