package io.busha.resourceserver.demo.jaxrs;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.demo.contract.EndpointsContract;

class EndpointsTest extends EndpointsContract {

    @Override
    protected DemoApi.Adapter adapter() {
        return GrizzlyApi::start;
    }

    /** JAX-RS knows the methods of a path, and refuses others before it asks for a rule. */
    @Override
    protected int statusOfOtherMethod() {
        return 405;
    }
}
