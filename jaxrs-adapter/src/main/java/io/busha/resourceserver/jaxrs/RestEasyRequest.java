package io.busha.resourceserver.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jboss.resteasy.core.ResteasyContext;

/** What JAX-RS does not show of a request to RESTEasy. Only to be named where a request is one of RESTEasy's: it may be absent. */
final class RestEasyRequest {

    private static final boolean SERVLETS_ARE_THERE =
            RestEasyRequest.class.getResource("/jakarta/servlet/http/HttpServletRequest.class") != null;

    private RestEasyRequest() {}

    /** The method as it was sent, if a servlet took the request: RESTEasy's turns {@code get} into GET. */
    static Optional<String> method() {
        return SERVLETS_ARE_THERE ? OfServlet.method() : Optional.empty();
    }

    /** Apart, since RESTEasy runs without servlets too. */
    private static final class OfServlet {

        private OfServlet() {}

        static Optional<String> method() {
            return Optional.ofNullable(ResteasyContext.getContextData(HttpServletRequest.class))
                    .map(HttpServletRequest::getMethod);
        }
    }
}
