package io.busha.resourceserver.it.springcost;

import io.busha.resourceserver.route.RequireScope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * One endpoint. It runs without the library too: an annotation whose class is not there is none. Says its port when it serves, and
 * after each line that it reads the bytes of the heap that are in use.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class MeasuredApplication {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances() {
        return "balances";
    }

    /** Runs until the standard input ends. */
    public static void main(String[] args) throws IOException {
        try (var context = SpringApplication.run(MeasuredApplication.class, args)) {
            System.out.println("ready " + context.getEnvironment().getProperty("local.server.port"));
            while (System.in.read() >= 0) {
                System.out.println("heap " + heap());
            }
        }
    }

    @SuppressWarnings("SystemGc")
    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
