package io.busha.resourceserver.it.cxf42;

import io.busha.resourceserver.it.jaxrs.JaxRsContract;
import io.busha.resourceserver.it.jaxrs.JaxRsRuntime;
import io.busha.resourceserver.it.jaxrs.Registration;

/** The whole contract on CXF 4.2. */
class Cxf42ContractTest extends JaxRsContract {

    @Override
    protected JaxRsRuntime runtime() {
        return new CxfRuntime();
    }

    @Override
    protected Registration registration() {
        return Registration.BY_CLASS;
    }

    @Override
    protected String door() {
        return "cxf-4.2";
    }
}
