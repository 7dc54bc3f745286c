package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Endpoints whose rule is declared somewhere else than on what runs. */
public final class InheritedEndpoints {

    private InheritedEndpoints() {}

    /** Declares on its method; the subclass overrides that. */
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

    /** Declares on a method that a servlet then has. */
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

    /** Declares on a method that leads to one with a type parameter. */
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

    /** The type parameter stands in the method's own signature, so that a subclass has a bridge method beside it. */
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

    /** What a proxy generator writes: every method overridden, none of the annotations copied. */
    public static final class Proxied$$Generated extends Proxied {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            super.doGet(request, response);
        }
    }
}
