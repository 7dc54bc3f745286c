package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Which preflights pass the door, one condition at a time. */
class PreflightsTest {

    /** A handler of the application's own that looks like Spring's. */
    private static final class Own implements PreFlightRequestHandler, CorsConfigurationSource, HttpRequestHandler {
        @Override
        public void handlePreFlight(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
            return new CorsConfiguration();
        }
    }

    private static MockHttpServletRequest request(String method) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/x");
        request.addHeader(HttpHeaders.ORIGIN, "https://a");
        return request;
    }

    private static MockHttpServletRequest preflight() {
        MockHttpServletRequest request = request("OPTIONS");
        request.addHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET");
        return request;
    }

    /** What Spring maps a preflight to. */
    private static Object chosen(HttpRequestHandler handler, @Nullable CorsConfiguration cors) throws Exception {
        SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/x", handler));
        mapping.setCorsConfigurationSource(request -> cors);
        mapping.setApplicationContext(new StaticWebApplicationContext());
        return Objects.requireNonNull(mapping.getHandler(preflight())).getHandler();
    }

    @Test
    void recognizesPreflightThatSpringAnswers() throws Exception {
        Object springs = chosen(new Own(), new CorsConfiguration());
        assertThat(springs).isNotInstanceOf(Own.class);
        assertThat(Preflights.isAnswered(springs, preflight())).isTrue();
    }

    @Test
    void ignoresOtherRequestsToPreflightHandler() throws Exception {
        Object springs = chosen(new Own(), new CorsConfiguration());
        assertThat(Preflights.isAnswered(springs, request("OPTIONS"))).isFalse();
        assertThat(Preflights.isAnswered(springs, request("GET"))).isFalse();
    }

    /** Spring would read it before it looks for a handler. */
    @Test
    void ignoresPreflightWithBody() {
        MockHttpServletRequest sent = preflight();
        assertThat(Preflights.isOne(sent)).isTrue();
        sent.setContentType("multipart/form-data; boundary=b");
        assertThat(Preflights.isOne(sent)).isFalse();
        assertThat(Preflights.isOne(request("OPTIONS"))).isFalse();
    }

    /** Spring 7 would let it pass. */
    @Test
    void ignoresPreflightWithoutCorsConfiguration() throws Exception {
        assertThat(Preflights.isAnswered(chosen((request, response) -> {}, null), preflight()))
                .isFalse();
    }

    @Test
    void ignoresPreflightThatApplicationsHandlerAnswers() {
        assertThat(Preflights.isAnswered(new Own(), preflight())).isFalse();
    }
}
