package io.busha.resourceserver.it.resteasy62;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on RESTEasy 6.2. */
class RestEasy62ContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new RestEasyRuntime();
    }

    @Override
    protected Registration registration() {
        return Registration.BY_CLASS;
    }

    @Override
    protected String door() {
        return "resteasy-6.2";
    }
}
