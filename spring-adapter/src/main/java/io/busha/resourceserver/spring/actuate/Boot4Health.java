package io.busha.resourceserver.spring.actuate;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.key.KeyHealth;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health contributor {@code busha} for Boot 4. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnEnabledHealthIndicator("busha")
class Boot4Health {

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
