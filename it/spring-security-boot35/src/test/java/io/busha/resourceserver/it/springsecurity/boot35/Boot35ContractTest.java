package io.busha.resourceserver.it.springsecurity.boot35;

import io.busha.resourceserver.it.spring.SpringMvcContract;

/** The whole contract on Spring MVC with Spring Security of Boot 3.5. */
class Boot35ContractTest extends SpringMvcContract {

    @Override
    protected Class<?> ofThisBoot() {
        return Boot35Pages.class;
    }

    @Override
    protected String door() {
        return "spring-security-3.5";
    }
}
