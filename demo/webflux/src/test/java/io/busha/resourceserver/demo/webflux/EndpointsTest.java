package io.busha.resourceserver.demo.webflux;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.demo.contract.EndpointsContract;

class EndpointsTest extends EndpointsContract {

    @Override
    protected DemoApi.Adapter adapter() {
        return BootApi::start;
    }

    @Override
    protected int statusOfNothing() {
        return 403;
    }
}
