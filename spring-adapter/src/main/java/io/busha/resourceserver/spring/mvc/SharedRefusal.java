package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.DefaultCorsProcessor;

/** The headers by which a page of another origin may read that its caller was refused (Fetch standard, section 3.2.3). */
final class SharedRefusal {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRefusal.class);
    private static final CorsProcessor SPRINGS = new DefaultCorsProcessor();

    private SharedRefusal() {}

    /** Adds them as Spring would to the endpoint's own answer; for an origin that may not read it nothing but {@code Vary}. */
    static void share(CorsConfiguration configured, HttpServletRequest request, HttpServletResponse refusal)
            throws IOException {
        if (mayRead(configured, request)) {
            SPRINGS.processRequest(configured, request, refusal);
        } else {
            refusal.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    /** Where it may not, Spring would answer itself. */
    private static boolean mayRead(CorsConfiguration configured, HttpServletRequest request) {
        try {
            return configured.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null
                    && configured.checkHttpMethod(HttpMethod.valueOf(request.getMethod())) != null;
        } catch (IllegalArgumentException e) {
            LOG.debug("A configuration of CORS contradicts itself", e);
            return false;
        }
    }
}
