package io.busha.resourceserver.spring.test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/** MockMvc whose requests present the token of the test, where they present nothing themselves. */
final class PresentingMockMvc implements MockMvcConfigurer {

    private PresentingMockMvc() {}

    static void configure(ConfigurableMockMvcBuilder<?> builder) {
        builder.apply(new PresentingMockMvc());
    }

    /** It runs before what the test itself adds to a request. */
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
