package io.busha.resourceserver.it.springsecurity.boot41;

import io.busha.resourceserver.it.spring.SpringMvcContract;

/** The whole contract on Spring MVC with Spring Security of Boot 4.1. */
class Boot41ContractTest extends SpringMvcContract {

    @Override
    protected Class<?> ofThisBoot() {
        return Boot41Pages.class;
    }

    @Override
    protected String door() {
        return "spring-security-4.1";
    }
}
