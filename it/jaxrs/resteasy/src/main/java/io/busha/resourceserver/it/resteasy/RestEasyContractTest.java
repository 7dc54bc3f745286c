package io.busha.resourceserver.it.resteasy;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on RESTEasy; each version adds the door in another way. */
class RestEasyContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new RestEasyRuntime();
    }

    @Override
    protected Registration registration() {
        return RestEasyRuntime.version().startsWith("6") ? Registration.BY_CLASS : Registration.FOUND;
    }

    @Override
    protected String door() {
        return "resteasy-" + RestEasyRuntime.version();
    }
}
