package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.permit;
import static io.busha.resourceserver.guard.Guards.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.spi.TokenMdc;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

@ExtendWith(LocalIssuerExtension.class)
class TokenMdcTest {

    private final LocalIssuer issuer;
    private final RequestGuard guard;

    TokenMdcTest(LocalIssuer issuer) {
        this.issuer = issuer;
        this.guard = Guards.guard(issuer, new SimpleMeterRegistry());
    }

    @BeforeEach
    @AfterEach
    void clearMdc() {
        MDC.clear();
    }

    private Permit permitFor(TokenMint token) {
        return permit(guard.decide(bearer(token), Rule.authenticated()));
    }

    private static Map<String, String> mdc() {
        Map<String, String> map = MDC.getCopyOfContextMap();
        return map == null ? Map.of() : map;
    }

    /** Returns the content of the MDC while the scope is open. */
    private Map<String, String> during(Permit permit) {
        return during(guard.settings(), permit);
    }

    private static Map<String, String> during(Settings settings, Permit permit) {
        try (TokenMdc open = TokenMdc.open(settings, permit)) {
            assertThat(open).isNotNull();
            return mdc();
        }
    }

    @Test
    void holdsSubjectClientAndTokenIdUntilClosed() {
        Permit permit =
                permitFor(token(issuer).subject("ada").claim("jti", "id-1").scopes("a"));
        assertThat(during(permit)).isEqualTo(Map.of("sub", "ada", "client_id", LocalIssuer.CLIENT_ID, "jti", "id-1"));
        assertThat(mdc()).isEmpty();
    }

    @Test
    void holdsNoTokenIdIfTheTokenHasNone() {
        assertThat(during(permitFor(token(issuer).without("jti")))).containsOnlyKeys("sub", "client_id");
    }

    @Test
    void escapesCharactersThatCouldBreakALogLine() {
        Permit permit =
                permitFor(token(issuer).subject("a\r\nb\u0000\u2028\"\\\u00e9").claim("jti", "\u001b[31m"));
        assertThat(during(permit))
                .containsEntry("sub", "a\\u000d\\u000ab\\u0000\\u2028\\u0022\\u005c\\u00e9")
                .containsEntry("jti", "\\u001b[31m");
    }

    @Test
    void restoresEarlierValues() {
        MDC.put("sub", "somebody");
        MDC.put("trace", "t-1");
        Permit permit = permitFor(token(issuer).subject("ada").without("jti"));
        assertThat(during(permit)).isEqualTo(Map.of("sub", "ada", "client_id", LocalIssuer.CLIENT_ID, "trace", "t-1"));
        assertThat(mdc()).isEqualTo(Map.of("sub", "somebody", "trace", "t-1"));
    }

    @Test
    void canBeNested() {
        Permit outer = permitFor(token(issuer).subject("outer").without("jti"));
        Permit inner = permitFor(token(issuer).subject("inner").claim("jti", "id-2"));
        try (TokenMdc open = TokenMdc.open(guard.settings(), outer)) {
            assertThat(open).isNotNull();
            assertThat(during(inner)).containsEntry("sub", "inner").containsEntry("jti", "id-2");
            assertThat(mdc()).isEqualTo(Map.of("sub", "outer", "client_id", LocalIssuer.CLIENT_ID));
        }
        assertThat(mdc()).isEmpty();
    }

    @Test
    void doesNothingIfDisabled() {
        Settings off = Guards.settings(issuer, "mdc", "false");
        MDC.put("sub", "somebody");
        assertThat(during(off, permitFor(token(issuer)))).isEqualTo(Map.of("sub", "somebody"));
        assertThat(mdc()).isEqualTo(Map.of("sub", "somebody"));
    }

    @Test
    void doesNothingForACallerWithoutToken() {
        assertThat(during(permit(guard.decide(List.of(), Rule.open())))).isEmpty();
    }
}
