package io.busha.resourceserver.it.springmvc.boot41;

import io.busha.resourceserver.it.spring.SpringMvcContract;

/** The whole contract on Spring MVC of Boot 4.1. */
class Boot41ContractTest extends SpringMvcContract {

    @Override
    protected Class<?> ofThisBoot() {
        return Boot41Pages.class;
    }

    @Override
    protected String door() {
        return "spring-mvc-4.1";
    }
}
