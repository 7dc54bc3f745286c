package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.demo.contract.EndpointsContract;

class EndpointsTest extends EndpointsContract {

    @Override
    protected DemoApi.Adapter adapter() {
        return TomcatApi::start;
    }

    @Override
    protected int statusOfNothing() {
        return 404;
    }
}
