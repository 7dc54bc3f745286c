package io.busha.resourceserver.spring.test;

import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Points the application under test at the issuer of the tests, whatever its configuration says. Properties that a test sets itself,
 * inlined or dynamic, take precedence. All instances are equal, so that tests share their contexts.
 */
record IssuerCustomizer() implements ContextCustomizer {

    private static final String INLINED = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
    private static final String DYNAMIC = "Dynamic Test Properties";

    private static final boolean HAS_SERVLETS =
            arePresent("jakarta.servlet.Servlet", "org.springframework.web.context.WebApplicationContext");
    private static final String SECURITY_FILTER_CHAIN = "org.springframework.security.web.SecurityFilterChain";
    private static final String SECURITY_CONTEXT =
            "org.springframework.security.core.context.ReactiveSecurityContextHolder";
    private static final String WEB_FILTER = "org.springframework.web.server.WebFilter";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        IssuerProperties properties = new IssuerProperties();
        if (sources.contains(INLINED)) {
            sources.addAfter(INLINED, properties);
        } else if (sources.contains(DYNAMIC)) {
            sources.addAfter(DYNAMIC, properties);
        } else {
            sources.addFirst(properties);
        }
        context.getBeanFactory().addBeanPostProcessor(new PresentingClients());
        registerMockCallers(context);
    }

    private static boolean arePresent(String... types) {
        return Stream.of(types).allMatch(type -> ClassUtils.isPresent(type, IssuerCustomizer.class.getClassLoader()));
    }

    private static void registerMockCallers(ConfigurableApplicationContext context) {
        if (HAS_SERVLETS && context instanceof WebApplicationContext) {
            if (arePresent(SECURITY_FILTER_CHAIN)) {
                MockMvcCallers.register(context.getBeanFactory());
            }
        } else if (arePresent(SECURITY_CONTEXT, WEB_FILTER)) {
            MockServerCallers.register(context.getBeanFactory());
        }
    }
}
