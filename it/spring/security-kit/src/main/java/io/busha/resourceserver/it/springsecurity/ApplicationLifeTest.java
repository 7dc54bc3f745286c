package io.busha.resourceserver.it.springsecurity;

import io.busha.resourceserver.it.springlife.ApplicationLife;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Spring MVC with Spring Security. */
class ApplicationLifeTest extends ApplicationLife {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(AnnotatedWallet.class)
    static class Application {}

    ApplicationLifeTest() {
        super(Application.class, "/v1/balances");
    }
}
