package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.MDC;

/** Endpoints for everybody, and endpoints without a declaration. */
public final class OpenEndpoints {

    private OpenEndpoints() {}

    /** Answers every method in the same way. */
    abstract static class AnyMethod extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            handle(request, response);
        }

        abstract void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    @Open
    public static final class ForAll extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, subject(request, "anonymous"));
        }
    }

    @Open
    public static final class Mdc extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, Objects.requireNonNullElse(MDC.get("sub"), "-"));
        }
    }

    @Open
    public static final class Fails extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(418);
        }
    }

    /** The exception of {@link Breaks}. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Open
    public static final class Breaks extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) {
            throw new Broken();
        }
    }

    public static final class ErrorPage extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "error page");
        }
    }

    public static final class Undeclared extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "undeclared");
        }
    }

    /** Only route lines open it. */
    public static final class Table extends AnyMethod {
        private static final long serialVersionUID = 1;

        @Override
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String pathInfo = request.getPathInfo();
            answer(response, request.getServletPath() + (pathInfo == null ? "" : pathInfo));
        }
    }
}
