package io.busha.resourceserver.it.springmvc.boot35;

import io.busha.resourceserver.it.spring.SpringMvcContract;

/** The whole contract on Spring MVC of Boot 3.5. */
class Boot35ContractTest extends SpringMvcContract {

    @Override
    protected Class<?> ofThisBoot() {
        return Boot35Pages.class;
    }

    @Override
    protected String door() {
        return "spring-mvc-3.5";
    }
}
