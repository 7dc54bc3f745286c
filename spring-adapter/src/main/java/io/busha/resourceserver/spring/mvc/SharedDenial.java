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

/** CORS headers that let a page of another origin read the denial of its request (Fetch standard, section 3.2.3). */
public final class SharedDenial {

    private static final Logger LOG = LoggerFactory.getLogger(SharedDenial.class);
    private static final CorsProcessor SPRINGS = new DefaultCorsProcessor();

    private SharedDenial() {}

    /**
     * Lets Spring write the headers that it writes for the endpoint's own response. An origin that may not read the response gets only
     * {@code Vary}.
     *
     * @param configuration finds the CORS configuration for a request; it cannot read the body
     * @return false if there is no configuration, or if the request does not come from a page of another origin
     */
    public static boolean share(
            Function<HttpServletRequest, Optional<CorsConfiguration>> configuration,
            HttpServletRequest request,
            HttpServletResponse denial)
            throws IOException {
        if (!CorsUtils.isCorsRequest(request) || CorsUtils.isPreFlightRequest(request)) {
            return false;
        }
        Optional<CorsConfiguration> configured = find(configuration, request);
        if (configured.isPresent()) {
            SPRINGS.processRequest(forOrigin(request.getHeader("Origin"), configured.get()), request, denial);
        }
        return configured.isPresent();
    }

    private static Optional<CorsConfiguration> find(
            Function<HttpServletRequest, Optional<CorsConfiguration>> configuration, HttpServletRequest request) {
        try {
            return configuration.apply(new LookupRequest(request));
        } catch (RuntimeException e) {
            LOG.debug("No CORS configuration was found: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    /**
     * Returns a configuration that allows every method, or null if it does not allow the origin: Spring would otherwise send its own
     * denial.
     */
    private static @Nullable CorsConfiguration forOrigin(String origin, CorsConfiguration configured) {
        try {
            CorsConfiguration shared = new CorsConfiguration(configured);
            shared.addAllowedMethod(CorsConfiguration.ALL);
            return shared.checkOrigin(origin) == null ? null : shared;
        } catch (IllegalArgumentException e) {
            LOG.debug("A CORS configuration is invalid", e);
            return null;
        }
    }
}
