package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Claims CLAIMS = Claims.parse(
            "{\"sub\":\"ada\",\"ext\":\"theirs\",\"jti\":null,\"note\":null}".getBytes(StandardCharsets.UTF_8));

    @Test
    void findsRegisteredAndOtherClaims() {
        assertThat(CLAIMS.value("sub")).isEqualTo("ada");
        assertThat(CLAIMS.value("ext")).isEqualTo("theirs");
    }

    @Test
    void findsNothingIfAClaimIsAbsentOrNull() {
        assertThat(CLAIMS.value("iss")).isNull();
        assertThat(CLAIMS.value("nobody")).isNull();
        assertThat(CLAIMS.value("jti")).isNull();
        assertThat(CLAIMS.value("note")).isNull();
    }
}
