package io.busha.resourceserver.spring.security;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

/** Warns once if the door denied a request without a token although Spring Security knows a caller for it. Thread-safe. */
final class TokenlessCaller {

    private static final Logger LOG = LoggerFactory.getLogger(TokenlessCaller.class);

    private final AtomicBoolean mentioned = new AtomicBoolean();

    /** Logs the warning if there is such a caller. */
    void mention(@Nullable Authentication caller) {
        if (Scopes.of(caller) != null && mentioned.compareAndSet(false, true)) {
            LOG.warn(
                    "Denied a request without a token, although Spring Security has a caller for it ({}). In a test, add"
                            + " io.busha.resourceserver:busha-resource-server-spring-test: it gives callers such as jwt() and"
                            + " @WithMockUser a real token",
                    String.valueOf(caller == null ? null : caller.getClass().getName()));
        }
    }
}
