package io.busha.resourceserver.spring.test;

import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;

/** A WebTestClient whose requests present the test's token if they have no credential of their own. */
final class PresentingWebTestClient {

    private PresentingWebTestClient() {}

    static boolean isMeant(Object bean) {
        return bean instanceof WebTestClient;
    }

    static WebTestClient of(Object bean) {
        return ((WebTestClient) bean)
                .mutate()
                .filter((request, next) -> next.exchange(ClientRequest.from(request)
                        .headers(PresentingClients::present)
                        .build()))
                .build();
    }
}
