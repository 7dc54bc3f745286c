package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actuator, on the port of the application and on one of its own. */
class SecuredActuatorTest {

    private static final String LINE = "busha.routes=GET /actuator/info ops:read";

    @ParameterizedTest
    @CsvSource({"server.error.path=/error, local.server.port", "management.server.port=0, local.management.port"})
    void closesActuatorAsWithoutSpringSecurity(String where, String port) {
        List<String> properties = List.of("management.endpoints.web.exposure.include=*", LINE, where);
        try (SecuredServer server = SecuredServer.with(properties, Wallet.class)) {
            URI uri = URI.create(
                    "http://127.0.0.1:" + server.context().getEnvironment().getProperty(port));
            assertThat(RawHttp.get(uri, "/actuator/health").status()).isEqualTo(200);
            assertThat(RawHttp.get(uri, "/actuator/env", server.bearer()).status())
                    .isEqualTo(403);
            assertThat(RawHttp.get(uri, "/actuator/info").status()).isEqualTo(401);
            assertThat(RawHttp.get(uri, "/actuator/info", server.bearer("other"))
                            .status())
                    .isEqualTo(403);
            assertThat(RawHttp.get(uri, "/actuator/info", server.bearer("ops:read"))
                            .status())
                    .isEqualTo(200);
        }
    }
}
