package io.busha.resourceserver.spring.bean;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Configuration for {@code @RequireScope} and similar annotations on beans that are not endpoints, for all gates.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class BeanRulesConfiguration {

    /** Called by Spring. */
    public BeanRulesConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BeanRules bushaBeanRules(BeanGate gate, ObjectProvider<GateInFront> inFront) {
        return new BeanRules(
                inFront.orderedStream().reduce(gate, (behind, front) -> front.before(behind), (one, other) -> other));
    }
}
