package io.busha.resourceserver.guard;

import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of judging a request: a {@link Permit} or a {@link Denial}. Immutable and thread-safe. */
public sealed interface Decision {

    /** Lets the request continue. */
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

        /** Returns whether another door must judge the credential, because a route line leaves the endpoint unprotected. */
        public boolean isUnjudged() {
            return unjudged;
        }

        /**
         * Returns the caller's token; empty if an open endpoint was called without one, or if another door judges the credential.
         */
        public Optional<VerifiedToken> token() {
            return Optional.ofNullable(token);
        }
    }

    /** Ends the request with this answer, which a door copies unchanged. */
    final class Denial implements Decision, AuthenticationResult {
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

        /** Returns the reason, for logs and meters. The answer already contains it. */
        public Reason reason() {
            return reason;
        }

        /** Returns the HTTP status. */
        public int status() {
            return status;
        }

        /** Returns the headers of the answer, including {@code Content-Type}. */
        public Map<String, String> headers() {
            return headers;
        }

        /** Returns the body of the answer: ASCII text, a problem document (RFC 9457). */
        public String body() {
            return body;
        }
    }
}
