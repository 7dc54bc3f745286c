package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.Rejection;
import io.busha.resourceserver.token.Verification;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.concurrent.CompletableFuture;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The non-blocking counterpart of {@link VerifierJwtDecoder}. Thread-safe. */
record ReactiveVerifierJwtDecoder(RequestGuard guard) implements ReactiveJwtDecoder {

    @Override
    public Mono<Jwt> decode(String text) {
        return verify(text).map(verification -> {
            if (verification instanceof VerifiedToken verified) {
                return VerifiedJwt.of(verified, text);
            }
            throw VerifierJwtDecoder.fault(((Rejection) verification).reason());
        });
    }

    /** Verifies a token. If this had to wait for keys, it continues on a thread other than the one that fetched them. */
    private Mono<Verification> verify(String text) {
        return Mono.defer(() -> {
            CompletableFuture<Verification> verification =
                    guard.verifyAsync(text).toCompletableFuture();
            boolean isThere = verification.isDone();
            Mono<Verification> verified = Mono.fromFuture(verification, true);
            return isThere ? verified : verified.publishOn(Schedulers.parallel());
        });
    }
}
