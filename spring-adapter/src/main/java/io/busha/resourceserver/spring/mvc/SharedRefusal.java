package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/** The headers by which a page of another origin may read that its caller was refused (Fetch standard, section 3.2.3). */
public final class SharedRefusal {

    private static final Logger LOG = LoggerFactory.getLogger(SharedRefusal.class);
    private static final CorsProcessor SPRINGS = new DefaultCorsProcessor();

    private SharedRefusal() {}

    /**
     * Lets Spring write them as it does for the endpoint's own answer; for an origin that may not read it that is {@code Vary} alone.
     *
     * @param configuration finds what is configured for a request; it can read no body
     * @return false if nothing is configured, or no page of another origin has sent the request
     */
    public static boolean share(
            Function<HttpServletRequest, Optional<CorsConfiguration>> configuration,
            HttpServletRequest request,
            HttpServletResponse refusal)
            throws IOException {
        if (!CorsUtils.isCorsRequest(request) || CorsUtils.isPreFlightRequest(request)) {
            return false;
        }
        Optional<CorsConfiguration> configured = find(configuration, request);
        if (configured.isPresent()) {
            SPRINGS.processRequest(forOrigin(request.getHeader("Origin"), configured.get()), request, refusal);
        }
        return configured.isPresent();
    }

    private static Optional<CorsConfiguration> find(
            Function<HttpServletRequest, Optional<CorsConfiguration>> configuration, HttpServletRequest request) {
        try {
            return configuration.apply(new LookupRequest(request));
        } catch (RuntimeException e) {
            LOG.debug("No configuration of CORS is found: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    /** For any method: where that, or the origin, is not allowed, Spring would answer itself. Null where nothing is allowed. */
    private static @Nullable CorsConfiguration forOrigin(String origin, CorsConfiguration configured) {
        try {
            CorsConfiguration shared = new CorsConfiguration(configured);
            shared.addAllowedMethod(CorsConfiguration.ALL);
            return shared.checkOrigin(origin) == null ? null : shared;
        } catch (IllegalArgumentException e) {
            LOG.debug("A configuration of CORS contradicts itself", e);
            return null;
        }
    }
}
