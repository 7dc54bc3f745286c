package io.busha.resourceserver.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.it.springlife.Leftovers;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The guard of a WAR lives exactly as long as the WAR. */
final class WarLifeTest {

    private static final String MESSAGE = "a part that fails";

    private final Leftovers leftovers = new Leftovers();

    @RestController
    static class Balances {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Balances.class)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class FailingApplication extends Application {
        @Bean
        Object breaking(RequestGuard guard) {
            throw new IllegalStateException(
                    MESSAGE + ", with " + guard.keyHealth().state());
        }
    }

    /** Fails when the container starts it. */
    public static final class FailingListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException(MESSAGE);
        }
    }

    /** Fails when the container starts it. */
    public static final class FailingFilter implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            throw new ServletException(MESSAGE);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }

    @Test
    void leavesNothingBehindAfterEachRedeployment() throws Exception {
        deployThreeTimes();
        leftovers.awaitNoClients();
    }

    private void deployThreeTimes() throws Exception {
        try (War war = War.start(Application.class)) {
            for (int life = 0; life < 3; life++) {
                assertThat(RawHttp.get(war.uri(), "/balances", war.bearer("balances:read"))
                                .status())
                        .isEqualTo(200);
                assertThat(leftovers.threads("busha-keys")).isNotEmpty();
                assertThat(leftovers.metersIn(Metrics.globalRegistry)).isNotEmpty();
                war.undeploy();
                leftovers.awaitNoThreads("life " + life);
                assertThat(leftovers.metersIn(Metrics.globalRegistry)).isEmpty();
                war.redeploy();
            }
        }
    }

    @Test
    void leavesNothingBehindIfStartFails() {
        assertDoesNotStart(FailingApplication.class, context -> {});
        assertDoesNotStart(
                Application.class, context -> context.addApplicationListener(FailingListener.class.getName()));
        assertDoesNotStart(Application.class, context -> {
            FilterDef filter = new FilterDef();
            filter.setFilterName("breaking");
            filter.setFilterClass(FailingFilter.class.getName());
            context.addFilterDef(filter);
        });
        leftovers.awaitNoClients();
    }

    private void assertDoesNotStart(Class<?> application, Consumer<Context> descriptor) {
        assertThatException().isThrownBy(() -> War.start(application, descriptor));
        leftovers.awaitNoThreads(application.getSimpleName());
        assertThat(leftovers.metersIn(Metrics.globalRegistry)).isEmpty();
    }
}
