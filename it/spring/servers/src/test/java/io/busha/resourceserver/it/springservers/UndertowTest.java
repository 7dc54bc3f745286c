package io.busha.resourceserver.it.springservers;

import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring MVC on Undertow. */
class UndertowTest extends EmbeddedServerTest {
    UndertowTest() {
        super(Undertow.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Undertow {
        @Bean
        UndertowServletWebServerFactory server() {
            return new UndertowServletWebServerFactory();
        }
    }
}
