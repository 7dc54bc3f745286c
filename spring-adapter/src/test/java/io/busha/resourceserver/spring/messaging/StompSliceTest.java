package io.busha.resourceserver.spring.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A slice that imports the broker has the gate too. */
@DirtiesContext
@WebMvcTest(StompStartTest.Sending.class)
class StompSliceTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({StompStartTest.Broker.class, StompStartTest.Sending.class})
    static class Application {}

    @Autowired
    private StompStartTest.Sending controller;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("busha.issuer", ISSUER::issuer);
        registry.add("busha.client-id", () -> LocalIssuer.CLIENT_ID);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void createsTheGate() {
        assertThat(AopUtils.isAopProxy(controller)).isTrue();
    }
}
