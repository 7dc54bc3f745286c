package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Endpoints whose rule is declared elsewhere than on the method that runs. */
public final class InheritedEndpoints {

    private InheritedEndpoints() {}

    /** Has the declaration on a method that the subclass overrides. */
    abstract static class Declaring extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("transfers:write")
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            answer(response, "declaring");
        }
    }

    public static final class OfSuperclass extends Declaring {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "superclass");
        }
    }

    /** Has the declaration on a method that a servlet implements. */
    interface DeclaredGet {
        @RequireScope("transfers:write")
        void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    public static final class OfInterface extends Endpoint implements DeclaredGet {
        private static final long serialVersionUID = 1;

        @Override
        public void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "interface");
        }
    }

    /** Has the declaration on a method that calls one with a type parameter. */
    abstract static class Generic<T> extends Endpoint {
        private static final long serialVersionUID = 1;

        abstract T value();

        @Override
        @RequireScope("transfers:write")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, String.valueOf(value()));
        }
    }

    public static final class OfGeneric extends Generic<String> {
        private static final long serialVersionUID = 1;

        @Override
        String value() {
            return "generic";
        }
    }

    /** Has a type parameter in the method's signature, so that a subclass gets a bridge method. */
    interface Handler<Q extends HttpServletRequest, A extends HttpServletResponse> {
        @RequireScope("transfers:write")
        void doGet(Q request, A response) throws ServletException, IOException;
    }

    public static final class OfBridge extends Endpoint implements Handler<HttpServletRequest, HttpServletResponse> {
        private static final long serialVersionUID = 1;

        @Override
        public void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "bridge");
        }
    }

    static class Proxied extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("transfers:write")
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            answer(response, "proxy");
        }
    }

    /** Imitates a generated proxy: overrides every method and copies no annotation. */
    public static final class Proxied$$Generated extends Proxied {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            super.doGet(request, response);
        }
    }
}
