package io.busha.resourceserver.guard;

import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a request: a {@link Permit} or a {@link Denial}. Immutable and thread-safe. */
public sealed interface Decision {

    /** The request may go on. */
    final class Permit implements Decision {
        private final @Nullable VerifiedToken token;
        private final boolean unjudged;

        Permit(@Nullable VerifiedToken token) {
            this(token, false);
        }

        private Permit(@Nullable VerifiedToken token, boolean unjudged) {
            this.token = token;
            this.unjudged = unjudged;
        }

        static Permit unjudged() {
            return new Permit(null, true);
        }

        /** Whether the credential is another door's to judge, because a route line leaves the endpoint unprotected. */
        public boolean isUnjudged() {
            return unjudged;
        }

        /** The caller's token; empty where an open endpoint was called without one, or nobody was asked for one. */
        public Optional<VerifiedToken> token() {
            return Optional.ofNullable(token);
        }
    }

    /** The request ends here, with this answer, to be copied as it is. */
    final class Denial implements Decision, Authentication {
        private final Reason reason;
        private final int status;
        private final Map<String, String> headers;
        private final String body;

        Denial(Reason reason, int status, Map<String, String> headers, String body) {
            this.reason = reason;
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        /** Why; for logs and meters, the answer says it already. */
        public Reason reason() {
            return reason;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The headers of the answer, {@code Content-Type} included. */
        public Map<String, String> headers() {
            return headers;
        }

        /** The body of the answer: ASCII text, a problem of RFC 9457. */
        public String body() {
            return body;
        }
    }
}
