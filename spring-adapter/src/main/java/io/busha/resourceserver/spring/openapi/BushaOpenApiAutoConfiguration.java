package io.busha.resourceserver.spring.openapi;

import io.busha.resourceserver.token.VerifiedToken;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/** Auto-configuration that removes the caller's token from OpenAPI documents: no client sends it as a parameter. */
@AutoConfiguration
@ConditionalOnClass({ParameterCustomizer.class, Parameter.class})
public final class BushaOpenApiAutoConfiguration {

    /** Called by Spring. */
    public BushaOpenApiAutoConfiguration() {}

    /** Runs last, because no customizer can change a parameter that was removed. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ParameterCustomizer bushaTokenParameters() {
        return BushaOpenApiAutoConfiguration::unlessToken;
    }

    private static @Nullable Parameter unlessToken(@Nullable Parameter described, MethodParameter parameter) {
        ResolvableType type = ResolvableType.forType(parameter.getGenericParameterType());
        return Stream.of(type, type.getGeneric(0)).anyMatch(part -> part.resolve() == VerifiedToken.class)
                ? null
                : described;
    }
}
