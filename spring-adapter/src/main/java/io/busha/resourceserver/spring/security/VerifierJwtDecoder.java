package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.Rejection;
import io.busha.resourceserver.token.Verification;
import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Offers the guard's verifier as Spring Security's {@link JwtDecoder}. A {@link BadJwtException} is the caller's fault; any other
 * {@link JwtException} is not. Messages are constants, one per {@link Reason}. Thread-safe.
 */
record VerifierJwtDecoder(RequestGuard guard) implements JwtDecoder {

    @Override
    public Jwt decode(String text) {
        Verification verification = guard.verify(text);
        if (verification instanceof VerifiedToken verified) {
            return VerifiedJwt.of(verified, text);
        }
        throw fault(((Rejection) verification).reason());
    }

    static JwtException fault(Reason reason) {
        return reason.isCallersFault()
                ? new BadJwtException(reason.description())
                : new JwtException(reason.description());
    }
}
