package io.busha.resourceserver.it.springkit;

import io.busha.resourceserver.it.springlife.ApplicationLife;

/** Spring MVC with the actuator. */
class ApplicationLifeTest extends ApplicationLife {

    ApplicationLifeTest() {
        super(WalletApplication.class, "/balances");
    }
}
