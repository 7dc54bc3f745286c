package io.busha.resourceserver.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which requests reach the health endpoint, one condition at a time. */
class HealthPathsTest {

    private final HealthPaths paths = new HealthPaths(
            () -> Stream.of("/actuator/health"), () -> Stream.of("/actuator/health/env", "/actuator/info"));

    private static Class<?> ofBoot(String name) throws ClassNotFoundException {
        return Class.forName("org.springframework.boot.actuate.endpoint.web." + name);
    }

    @Test
    void acceptsOnlyHandlersOfTheActuator() throws ClassNotFoundException {
        Class<?> mvc = ofBoot("servlet.AbstractWebMvcEndpointHandlerMapping$OperationHandler");
        Class<?> webFlux = ofBoot("reactive.AbstractWebFluxEndpointHandlerMapping$ReadOperationHandler");
        assertThat(paths.isServedBy(mvc, "/actuator/health")).isTrue();
        assertThat(paths.isServedBy(webFlux, "/actuator/health")).isTrue();
        assertThat(paths.isServedBy(AbstractWebMvcEndpointHandlerMapping.OperationHandler.class, "/actuator/health"))
                .isFalse();
        assertThat(paths.isServedBy(ofBoot("WebEndpointResponse"), "/actuator/health"))
                .isFalse();
    }

    @Test
    void excludesPathsOfOtherEndpoints() throws ClassNotFoundException {
        Class<?> mvc = ofBoot("servlet.AbstractWebMvcEndpointHandlerMapping$OperationHandler");
        assertThat(paths.isServedBy(mvc, "/actuator/health/liveness")).isTrue();
        assertThat(paths.isServedBy(mvc, "/actuator/healthx")).isFalse();
        assertThat(paths.isServedBy(mvc, "/actuator/health/env")).isFalse();
        assertThat(paths.isServedBy(mvc, "/actuator/health/env/{name}")).isFalse();
        assertThat(paths.isServedBy(mvc, "/actuator/info")).isFalse();
        assertThat(HealthPaths.none().isServedBy(mvc, "/actuator/health")).isFalse();
    }
}
