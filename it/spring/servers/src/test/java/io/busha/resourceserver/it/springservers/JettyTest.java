package io.busha.resourceserver.it.springservers;

import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring MVC on Jetty. */
class JettyTest extends EmbeddedServerTest {
    JettyTest() {
        super(Jetty.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Jetty {
        @Bean
        JettyServletWebServerFactory server() {
            return new JettyServletWebServerFactory();
        }
    }
}
