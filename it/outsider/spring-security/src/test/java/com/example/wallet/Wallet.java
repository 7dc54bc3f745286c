package com.example.wallet;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The application, to which each test adds its own beans. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Wallet {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances() {
        return "balances";
    }

    @GetMapping("/forgotten")
    String forgotten() {
        return "nobody said who may see this";
    }
}
