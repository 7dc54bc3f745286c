package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bean that the application may replace, without Spring Security on the class path. */
class BackOffTest {

    /** The one of Boot 4 cannot be there with Boot 3. */
    private static final String OF_BOOT_4 = "Boot4Health";

    private static final BackOff BACK_OFF = new BackOff();

    static Stream<ConditionalBean> beans() {
        return ConditionalBean.all().stream()
                .filter(bean -> !bean.configuration().contains(".spring.security."));
    }

    static Stream<ConditionalBean> beansOfBoot3() {
        return beans().filter(bean -> !bean.configuration().endsWith(OF_BOOT_4));
    }

    @ParameterizedTest
    @MethodSource("beansOfBoot3")
    void usesApplicationsBeanInstead(ConditionalBean bean) {
        BACK_OFF.check(bean);
    }

    /** A new one is added here; one that is missing here steps back no more. */
    @Test
    void coversEveryReplaceableBean() {
        assertThat(beans().map(ConditionalBean::toString))
                .containsExactlyInAnyOrder(
                        "BushaAutoConfiguration.bushaSettings -> Settings",
                        "BushaAutoConfiguration.bushaGuard -> RequestGuard",
                        "BushaMvcAutoConfiguration.bushaServletDoor -> ServletDoor",
                        "BushaMvcAutoConfiguration.bushaFilter -> ResourceServerFilter",
                        "BushaMvcAutoConfiguration.bushaFilterRegistration -> named bushaFilterRegistration",
                        "BushaMvcAutoConfiguration.bushaBeanGate -> BeanGate",
                        "BushaWebFluxAutoConfiguration.bushaFilter -> ResourceServerWebFilter",
                        "BushaWebFluxAutoConfiguration.bushaBeanGate -> BeanGate",
                        "BushaActuatorAutoConfiguration.bushaEndpoint -> BushaEndpoint",
                        "Boot3Health.bushaHealthIndicator -> named bushaHealthIndicator",
                        "Boot4Health.bushaHealthIndicator -> named bushaHealthIndicator");
    }
}
