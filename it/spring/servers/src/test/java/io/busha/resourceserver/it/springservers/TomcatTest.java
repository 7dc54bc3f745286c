package io.busha.resourceserver.it.springservers;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring MVC on Tomcat. */
class TomcatTest extends EmbeddedServerTest {
    TomcatTest() {
        super(Tomcat.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Tomcat {
        @Bean
        TomcatServletWebServerFactory server() {
            return new TomcatServletWebServerFactory();
        }
    }
}
