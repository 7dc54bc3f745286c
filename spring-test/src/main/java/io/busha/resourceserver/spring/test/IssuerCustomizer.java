package io.busha.resourceserver.spring.test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Points the application under test at the issuer of the tests, whatever its configuration says. Properties that a test sets itself,
 * inlined or dynamic, take precedence. All instances are equal, so that tests share their contexts.
 */
record IssuerCustomizer() implements ContextCustomizer {

    private static final String INLINED = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
    private static final String DYNAMIC = "Dynamic Test Properties";

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
    }
}
