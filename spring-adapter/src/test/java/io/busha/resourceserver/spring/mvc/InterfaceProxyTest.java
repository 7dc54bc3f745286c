package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Controllers behind proxies of their interfaces, as {@code spring.aop.proxy-target-class=false} makes them. */
class InterfaceProxyTest {

    interface Proxied {}

    interface Api extends Proxied {
        String get();
    }

    @RestController
    static class Hidden implements Api {
        @Override
        @RequireScope("a")
        @GetMapping("/hidden")
        public String get() {
            return "hidden";
        }
    }

    /** Not mapped either, and not the business of this library. */
    @RestController
    static class Silent implements Api {
        @Override
        @GetMapping("/silent")
        public String get() {
            return "silent";
        }
    }

    @RestController
    interface MappedApi extends Proxied {
        @GetMapping("/mapped")
        String get();
    }

    static class Mapped implements MappedApi {
        @Override
        @RequireScope("a")
        public String get() {
            return "mapped";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxies {
        @Bean
        static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        static Advisor advisor() {
            StaticMethodMatcherPointcut all = new StaticMethodMatcherPointcut() {
                @Override
                public boolean matches(Method method, Class<?> type) {
                    return Proxied.class.isAssignableFrom(type);
                }
            };
            MethodInterceptor nothing = call -> call.proceed();
            return new DefaultPointcutAdvisor(all, nothing);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Proxies.class, Mapped.class, Silent.class})
    static class Working {}

    @Configuration(proxyBeanMethods = false)
    @Import({Proxies.class, Mapped.class, Hidden.class})
    static class Failing {}

    @Test
    void appliesRuleOfClassBehindProxy() {
        try (MvcServer server = MvcServer.with(Working.class)) {
            assertThat(server.get("/mapped").status()).isEqualTo(401);
            assertThat(server.get("/mapped", server.bearer("b")).status()).isEqualTo(403);
            assertThat(server.get("/mapped", server.bearer("a")).body()).isEqualTo("mapped");
            assertThat(server.get("/silent", server.bearer("a")).status()).isEqualTo(404);
        }
    }

    @Test
    void refusesToStartIfProxyHidesController() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(Failing.class))
                .withMessageContaining(Hidden.class.getName() + ": Spring maps none of its methods, because a proxy")
                .withMessageContaining("spring.aop.proxy-target-class=true");
    }
}
