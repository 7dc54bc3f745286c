package io.busha.resourceserver.it.reactivekit;

import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;

/** An application under test without a chain of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@Import(Wallet.class)
class WalletApplication {

    /** Provides resources for this server only, because closing the shared ones would close every server of the process. */
    @Bean
    ReactorResourceFactory resources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO); // two seconds otherwise
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
