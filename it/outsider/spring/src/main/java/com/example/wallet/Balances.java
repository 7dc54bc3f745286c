package com.example.wallet;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Balances {

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
