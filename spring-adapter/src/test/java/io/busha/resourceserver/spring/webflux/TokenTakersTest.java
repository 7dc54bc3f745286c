package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The caller's token in methods that Spring calls around a handler method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTakersTest {

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(HelpedControllers.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void passesTokenToMethodsAroundHandler() {
        for (String controller : new String[] {"/own", "/advised"}) {
            for (String way : new String[] {"/token", "/optional", "/mono"}) {
                String path = controller + way;
                assertThat(server.get(path, server.bearer()).body()).as(path).isEqualTo("failed for local-user");
                assertThat(server.get(path).body()).as(path).isEqualTo("failed for nobody");
            }
        }
        assertThat(server.get("/model", server.bearer()).body()).isEqualTo("local-user local-user");
        assertThat(server.get("/model").body()).isEqualTo("nobody nobody");
        assertThat(server.get("/binder?by=x", server.bearer()).body()).isEqualTo("local-user local-user");
        assertThat(server.get("/binder?by=x").body()).isEqualTo("nobody nobody");
    }
}
