package io.busha.resourceserver.spring.actuate;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.BushaAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Auto-configuration that shows the guard in the actuator, if the application has one. */
@AutoConfiguration(after = BushaAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(RequestGuard.class)
@Import({Boot3Health.class, Boot4Health.class})
public final class BushaActuatorAutoConfiguration {

    /** Called by Spring. */
    public BushaActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    BushaEndpoint bushaEndpoint(RequestGuard guard, ObjectProvider<AuditedDoor> doors) {
        return new BushaEndpoint(guard, doors);
    }
}
