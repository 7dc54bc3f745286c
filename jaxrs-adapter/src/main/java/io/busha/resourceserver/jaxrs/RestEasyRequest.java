package io.busha.resourceserver.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jboss.resteasy.core.ResteasyContext;

/**
 * Details of a RESTEasy request that JAX-RS does not expose. Use this class only if the request is one of RESTEasy's, which may be absent.
 */
final class RestEasyRequest {

    private static final boolean SERVLETS_ARE_THERE =
            RestEasyRequest.class.getResource("/jakarta/servlet/http/HttpServletRequest.class") != null;

    private RestEasyRequest() {}

    /** Returns the method as it was sent, if a servlet received the request: RESTEasy itself turns {@code get} into GET. */
    static Optional<String> method() {
        return SERVLETS_ARE_THERE ? OfServlet.method() : Optional.empty();
    }

    /** A separate class, because RESTEasy also runs without servlets. */
    private static final class OfServlet {

        private OfServlet() {}

        static Optional<String> method() {
            return Optional.ofNullable(ResteasyContext.getContextData(HttpServletRequest.class))
                    .map(HttpServletRequest::getMethod);
        }
    }
}
