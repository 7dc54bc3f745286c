package io.busha.resourceserver.spring.test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/** A MockMvc whose requests present the test's token if they have no credential of their own. */
final class PresentingMockMvc implements MockMvcConfigurer {

    private PresentingMockMvc() {}

    static void configure(ConfigurableMockMvcBuilder<?> builder) {
        builder.apply(new PresentingMockMvc());
    }

    /** Returns a post-processor that runs before those that the test itself adds. */
    @Override
    public RequestPostProcessor beforeMockMvcCreated(
            ConfigurableMockMvcBuilder<?> builder, WebApplicationContext context) {
        return PresentingMockMvc::present;
    }

    private static MockHttpServletRequest present(MockHttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            PresentedToken.get().ifPresent(token -> token.postProcessRequest(request));
        }
        return request;
    }
}
