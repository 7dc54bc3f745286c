package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.BackOff;
import io.busha.resourceserver.spring.ConditionalBean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bean beside Spring Security that the application may replace. */
class BackOffTest {

    private static final BackOff BACK_OFF = new BackOff();

    static Stream<ConditionalBean> beans() {
        return ConditionalBean.all().stream()
                .filter(bean -> bean.configuration().contains(".spring.security."));
    }

    @ParameterizedTest
    @MethodSource("beans")
    void usesApplicationsBeanInstead(ConditionalBean bean) {
        BACK_OFF.check(bean);
    }

    /** A new one is added here; one that is missing here steps back no more. */
    @Test
    void coversEveryReplaceableBean() {
        assertThat(beans().map(ConditionalBean::toString))
                .containsExactlyInAnyOrder(
                        "BushaSecurityAutoConfiguration.bushaServletDoor -> ServletDoor",
                        "BushaSecurityAutoConfiguration.bushaCallerAuthentication -> CallerAuthentication",
                        "BushaSecurityAutoConfiguration.bushaSecuredGate -> BeanGate",
                        "BushaSecurityAutoConfiguration.bushaDeclaredRules -> DeclaredRules",
                        "BushaSecurityAutoConfiguration.JwtConfiguration.bushaJwtAuthentication -> CallerAuthentication",
                        "BushaSecurityAutoConfiguration.JwtConfiguration.bushaJwtDecoder -> JwtDecoder",
                        "BushaSecurityAutoConfiguration.DefaultChainConfiguration.bushaSecurityFilterChain -> SecurityFilterChain",
                        "BushaSecurityAutoConfiguration.DefaultChainConfiguration.bushaNoUsers -> SecurityFilterChain",
                        "BushaSecurityAutoConfiguration.DefaultChainConfiguration.bushaNoUsers -> AuthenticationManager",
                        "BushaSecurityAutoConfiguration.DefaultChainConfiguration.bushaNoUsers -> AuthenticationProvider",
                        "BushaSecurityAutoConfiguration.DefaultChainConfiguration.bushaNoUsers -> UserDetailsService",
                        "BushaReactiveSecurityAutoConfiguration.bushaCallerAuthentication -> CallerAuthentication",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveJwtConfiguration.bushaJwtAuthentication -> CallerAuthentication",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveJwtConfiguration.bushaReactiveJwtDecoder -> ReactiveJwtDecoder",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveDefaultChainConfiguration.bushaSecurityWebFilterChain -> SecurityWebFilterChain",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveDefaultChainConfiguration.bushaNoUsers -> SecurityWebFilterChain",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveDefaultChainConfiguration.bushaNoUsers -> ReactiveAuthenticationManager",
                        "BushaReactiveSecurityAutoConfiguration.ReactiveDefaultChainConfiguration.bushaNoUsers -> ReactiveUserDetailsService");
    }
}
