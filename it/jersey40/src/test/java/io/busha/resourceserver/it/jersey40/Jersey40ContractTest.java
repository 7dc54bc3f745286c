package io.busha.resourceserver.it.jersey40;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on Jersey 4.0. */
class Jersey40ContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new JerseyRuntime();
    }

    @Override
    protected Registration registration() {
        return Registration.BY_INSTANCE;
    }

    @Override
    protected String door() {
        return "jersey-4.0";
    }
}
