package io.busha.resourceserver.it.springlife;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parts of an application that fail at start, after the guard was created. */
final class FailingParts {

    private static final String MESSAGE = "an application that fails";

    private FailingParts() {}

    @Configuration(proxyBeanMethods = false)
    static class FailingBean {
        @Bean
        Object breaking(RequestGuard guard) {
            throw new IllegalStateException(
                    MESSAGE + " by a bean that needs " + guard.keyHealth().state());
        }
    }

    /** Fails after the server has begun to listen. */
    @Configuration(proxyBeanMethods = false)
    static class FailingLifecycle {
        @Bean
        SmartLifecycle breaking() {
            return new SmartLifecycle() {
                @Override
                public void start() {
                    throw new IllegalStateException(MESSAGE + " while it starts");
                }

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }

    /** Fails after the context is refreshed. */
    @Configuration(proxyBeanMethods = false)
    static class FailingRunner {
        @Bean
        ApplicationRunner breaking() {
            return arguments -> {
                throw new IllegalStateException(MESSAGE + " in a runner");
            };
        }
    }

    @RestController
    static class ContradictoryHandler {
        @Open
        @Authenticated
        @GetMapping("/both")
        String both() {
            return "both";
        }
    }
}
