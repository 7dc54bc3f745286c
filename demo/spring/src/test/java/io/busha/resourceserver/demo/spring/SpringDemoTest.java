package io.busha.resourceserver.demo.spring;

import io.busha.resourceserver.demo.contract.CommandContract;

class SpringDemoTest extends CommandContract {

    SpringDemoTest() {
        super("spring", BootApi::start, SpringDemo.class);
    }
}
