package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

/** Endpoints that dispatch a request. */
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

    /** Dispatches to {@link AsyncBack} and answers when the request returns. */
    @Authenticated
    public static final class AsyncThere extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                answer(response, subject(request, "anonymous"));
            } else {
                request.startAsync().dispatch("/async/back");
            }
        }
    }

    @RequireScope("transfers:write")
    public static final class AsyncBack extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            request.startAsync().dispatch("/async/there");
        }
    }

    /** Dispatches to itself with a request without its credential. */
    @Authenticated
    public static final class AsyncHeadless extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                answer(response, subject(request, "anonymous"));
            } else {
                request.startAsync(new Headless(request), response).dispatch();
            }
        }
    }

    private static final class Headless extends HttpServletRequestWrapper {
        Headless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Authorization") ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    /** Dispatches in the way that the path names, to the target in the query. */
    @Authenticated
    public static final class Anywhere extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String target = String.valueOf(request.getQueryString());
            switch (String.valueOf(request.getPathInfo())) {
                case "/forward" -> request.getRequestDispatcher(target).forward(request, response);
                case "/include" -> request.getRequestDispatcher(target).include(request, response);
                case "/async" -> request.startAsync().dispatch(target);
                case "/named" -> getServletContext().getNamedDispatcher(target).forward(request, response);
                default -> answer(response, "arrived");
            }
        }
    }
}
