package io.busha.resourceserver.it.jersey;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on Jersey; each version adds the door in another way. */
class JerseyContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new JerseyRuntime();
    }

    @Override
    protected Registration registration() {
        return JerseyRuntime.version().startsWith("3") ? Registration.FOUND : Registration.BY_INSTANCE;
    }

    @Override
    protected String door() {
        return "jersey-" + JerseyRuntime.version();
    }
}
