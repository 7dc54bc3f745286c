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
 * An application with one endpoint. It also runs without the library, because the JVM ignores annotations whose class is missing. It
 * prints its port once it serves, and the used bytes of the heap after each line of input.
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

    /** Runs until the end of standard input. */
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
