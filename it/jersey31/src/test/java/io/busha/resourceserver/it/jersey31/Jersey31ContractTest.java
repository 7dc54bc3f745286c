package io.busha.resourceserver.it.jersey31;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on Jersey 3.1. */
class Jersey31ContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new JerseyRuntime();
    }

    @Override
    protected Registration registration() {
        return Registration.FOUND;
    }

    @Override
    protected String door() {
        return "jersey-3.1";
    }
}
