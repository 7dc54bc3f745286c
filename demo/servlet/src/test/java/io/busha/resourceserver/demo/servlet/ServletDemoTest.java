package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.demo.contract.CommandContract;

class ServletDemoTest extends CommandContract {

    ServletDemoTest() {
        super("servlet", TomcatApi::start, ServletDemo.class);
    }
}
