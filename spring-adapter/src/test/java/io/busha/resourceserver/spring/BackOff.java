package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.reactive.context.GenericReactiveWebApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** What an application has with and without a bean of its own: the definitions alone, no bean is made. */
public final class BackOff {

    static {
        ContextRegistry.getInstance(); // it looks for its parts once in a JVM, here where nothing is hidden
    }

    /** Of which kind the application is, and what it has not on its class path. */
    private record Kind(boolean isReactive, String hidden) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(false, "none"),
            new Kind(true, "none"),
            new Kind(false, "org.springframework.security.oauth2"),
            new Kind(true, "org.springframework.security.oauth2"));

    @Configuration(proxyBeanMethods = false)
    @Import(Ours.class)
    static class Application {}

    /** In the order that Boot gives them; those of Boot would take seconds to read, and change nothing. */
    static final class Ours extends AutoConfigurationImportSelector {
        @Override
        protected @Nullable AnnotationAttributes getAttributes(AnnotationMetadata application) {
            return null;
        }

        @Override
        protected List<String> getCandidateConfigurations(
                AnnotationMetadata application, @Nullable AnnotationAttributes attributes) {
            return ConditionalBean.configurations();
        }

        @Override
        protected Set<String> getExclusions(AnnotationMetadata application, @Nullable AnnotationAttributes attributes) {
            return Set.of();
        }
    }

    private final Map<Kind, Map<String, BeanDefinition>> withoutOwn = new ConcurrentHashMap<>();

    /** Fails unless it is there without the application's, in an application of some kind, and is not there with it. */
    public void check(ConditionalBean bean) {
        List<Kind> kinds = KINDS.stream()
                .filter(kind -> bean.isIn(withoutOwn.computeIfAbsent(kind, asked -> definitions(asked, Map.of()))))
                .toList();
        assertThat(kinds).as("applications that have it").isNotEmpty();
        for (Kind kind : kinds) {
            Map<String, BeanDefinition> definitions = definitions(kind, Map.of(bean.ownName(), bean.own()));
            assertThat(definitions).containsKey(bean.ownName());
            assertThat(bean.isIn(definitions))
                    .as("beside the one of the application")
                    .isFalse();
        }
    }

    private static Map<String, BeanDefinition> definitions(Kind kind, Map<String, BeanDefinition> own) {
        GenericApplicationContext context =
                kind.isReactive() ? new GenericReactiveWebApplicationContext() : new GenericWebApplicationContext();
        context.setClassLoader(new FilteredClassLoader(kind.hidden()));
        context.getBeanFactory().setBeanClassLoader(context.getClassLoader());
        TestPropertyValues.of("management.endpoints.web.exposure.include=busha").applyTo(context);
        context.registerBeanDefinition("application", new RootBeanDefinition(Application.class));
        own.forEach(context::registerBeanDefinition);
        ConfigurationClassPostProcessor configurations = new ConfigurationClassPostProcessor();
        configurations.setEnvironment(context.getEnvironment());
        configurations.setResourceLoader(context);
        configurations.postProcessBeanDefinitionRegistry(context.getDefaultListableBeanFactory());
        return Arrays.stream(context.getBeanDefinitionNames())
                .collect(Collectors.toMap(name -> name, context::getBeanDefinition, (one, same) -> one, HashMap::new));
    }
}
