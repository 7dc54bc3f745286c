package io.busha.resourceserver.it.reactivekit;

import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;

/** An application under test, with no chain of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableReactiveMethodSecurity
@Import(Wallet.class)
class WalletApplication {

    /** Of its own: whoever closes those that all servers of a process share closes every server. */
    @Bean
    ReactorResourceFactory resources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO); // two seconds otherwise
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
