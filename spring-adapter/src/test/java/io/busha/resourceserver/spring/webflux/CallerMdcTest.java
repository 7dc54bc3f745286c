package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import reactor.util.context.Context;

/** The MDC has the fields of one caller at a time, and gets its previous fields back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallerMdcTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final RequestGuard guard = guard("true");
    private final CallerMdc mdc = new CallerMdc();

    private RequestGuard guard(String mdc) {
        return RequestGuard.of(Settings.from(Map.of(
                "issuer",
                issuer.issuer(),
                "client-id",
                LocalIssuer.CLIENT_ID,
                "start-up",
                "required",
                "start-up-limit",
                "2m",
                "mdc",
                mdc)));
    }

    @AfterEach
    void forget() {
        mdc.setValue();
        MDC.clear();
    }

    @AfterAll
    void stop() {
        guard.close();
        issuer.close();
    }

    private static LoggedCaller caller(RequestGuard guard, TokenMint mint) {
        Permit permit = (Permit) guard.decide(List.of("Bearer " + mint.sign()), Rule.authenticated());
        return LoggedCaller.write(Context.empty(), guard.settings(), permit).get(LoggedCaller.class);
    }

    private LoggedCaller alice() {
        return caller(guard, issuer.accessToken().subject("alice").claim("jti", "7"));
    }

    private LoggedCaller bob() {
        return caller(guard, issuer.accessToken().subject("bob").without("jti"));
    }

    private static String shown() {
        return MDC.get("sub") + " " + MDC.get("jti");
    }

    @Test
    void replacesAllFieldsOfPreviousCaller() {
        mdc.setValue(alice());
        assertThat(shown()).isEqualTo("alice 7");
        mdc.setValue(bob());
        assertThat(shown()).isEqualTo("bob null");
        mdc.setValue();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void restoresPreviousFields() {
        MDC.put("sub", "before");
        MDC.put("jti", "before");
        mdc.setValue(alice());
        mdc.setValue(bob());
        mdc.setValue();
        assertThat(shown()).isEqualTo("before before");
        mdc.setValue();
        assertThat(shown()).isEqualTo("before before");
    }

    /** Micrometer asks for it, to show it again afterwards. */
    @Test
    void returnsCurrentCaller() {
        assertThat(mdc.getValue()).isNull();
        LoggedCaller alice = alice();
        mdc.setValue(alice);
        assertThat(mdc.getValue()).isSameAs(alice);
        mdc.setValue();
        assertThat(mdc.getValue()).isNull();
    }

    @Test
    void writesNoFieldsIfSwitchedOff() {
        try (RequestGuard silent = guard("false")) {
            mdc.setValue(caller(silent, issuer.accessToken()));
            assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        }
    }

    @Test
    void isFoundByMicrometer() {
        assertThat(new ContextRegistry().loadThreadLocalAccessors().getThreadLocalAccessors())
                .hasAtLeastOneElementOfType(CallerMdc.class);
    }
}
