package io.busha.resourceserver.guard.spi;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the {@linkplain VerifiedToken#logFields() loggable fields} of a token into the MDC of the current thread until it is closed, and
 * then restores the previous values. Must be opened and closed by the same thread.
 */
public final class TokenMdc implements AutoCloseable {

    private static final TokenMdc NOTHING = new TokenMdc(Map.of());

    private final Map<String, @Nullable String> before;

    private TokenMdc(Map<String, @Nullable String> before) {
        this.before = before;
    }

    /** Opens the MDC entries. Does nothing if there is no token or the setting {@code mdc} is {@code false}. */
    public static TokenMdc open(Settings settings, Decision.Permit permit) {
        VerifiedToken token = settings.mdc() ? permit.token().orElse(null) : null;
        if (token == null) {
            return NOTHING;
        }
        TokenMdc mdc = new TokenMdc(new HashMap<>());
        token.logFields().forEach(mdc::put);
        return mdc;
    }

    private void put(String key, String value) {
        before.put(key, MDC.get(key));
        MDC.put(key, value);
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}
