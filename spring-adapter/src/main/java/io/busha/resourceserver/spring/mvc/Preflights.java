package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** CORS preflights (Fetch standard, section 3.2.2), which browsers send without a token. */
final class Preflights {

    private Preflights() {}

    /** Returns whether this is a preflight without a body: a body could be read before a handler is chosen. */
    static boolean isOne(HttpServletRequest request) {
        return CorsUtils.isPreFlightRequest(request) && request.getContentType() == null;
    }

    /** Returns whether Spring itself answers this preflight from a CORS configuration, so that no handler of the application is called. */
    static boolean isAnswered(Object handler, HttpServletRequest request) {
        return handler instanceof PreFlightRequestHandler
                && handler.getClass().getEnclosingClass() == AbstractHandlerMapping.class
                && CorsUtils.isPreFlightRequest(request)
                && ((CorsConfigurationSource) handler).getCorsConfiguration(request) != null;
    }
}
