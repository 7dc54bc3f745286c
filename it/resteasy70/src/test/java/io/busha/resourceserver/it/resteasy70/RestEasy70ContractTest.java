package io.busha.resourceserver.it.resteasy70;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on RESTEasy 7.0. */
class RestEasy70ContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new RestEasyRuntime();
    }

    @Override
    protected Registration registration() {
        return Registration.FOUND;
    }

    @Override
    protected String door() {
        return "resteasy-7.0";
    }
}
