package io.busha.resourceserver.spring.actuate;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.key.KeyHealth;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health contributor {@code busha} for Boot 3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnEnabledHealthIndicator("busha")
class Boot3Health {

    @Bean
    @ConditionalOnMissingBean(name = "bushaHealthIndicator")
    HealthIndicator bushaHealthIndicator(RequestGuard guard) {
        return () -> {
            KeyHealth keys = guard.keyHealth();
            return Health.status(KeyDetails.status(keys))
                    .withDetails(KeyDetails.of(keys))
                    .build();
        };
    }
}
