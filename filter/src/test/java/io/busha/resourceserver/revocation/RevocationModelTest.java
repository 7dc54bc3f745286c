package io.busha.resourceserver.revocation;

import static io.busha.resourceserver.revocation.HeldTokens.CLIENT;
import static io.busha.resourceserver.revocation.HeldTokens.OTHER_CLIENT;
import static io.busha.resourceserver.revocation.HeldTokens.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.MovableClock;
import io.busha.resourceserver.revocation.Revocations.Answer;
import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.spi.RevocationPolicy;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares two processes that share a store, and whose clocks differ from the issuer's, with a sequential reference that knows the issuer's
 * time. The reference says which answers are forbidden: a token that was revoked is never active, and one that was issued well after every
 * mark is never revoked.
 */
@ExtendWith(LocalIssuerExtension.class)
class RevocationModelTest {

    private static final int STEPS = 60_000;
    private static final int SECONDS = 600;
    private static final int MAX_CLOCK_DIFFERENCE = 30;
    private static final Duration MARGIN = Duration.ofSeconds(MAX_CLOCK_DIFFERENCE);

    /** A mark is at most this far ahead of the moment of its revocation: the clock's difference, the margin, and a begun second. */
    private static final int UNCERTAIN = 2 * MAX_CLOCK_DIFFERENCE + 1;

    private static final List<String> SUBJECTS = List.of("ada", "bob", "eve");

    private final HeldTokens tokens;
    private final List<VerifiedToken> pool = new ArrayList<>();
    private final MovableClock issuersClock = new MovableClock(START.plusSeconds(SECONDS));

    RevocationModelTest(LocalIssuer issuer) {
        tokens = new HeldTokens(issuer, issuersClock);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Instant issued = START.plusSeconds(random.nextInt(SECONDS));
            pool.add(tokens.verified(tokens.mint(SUBJECTS.get(random.nextInt(SUBJECTS.size())), issued)
                    .clientId(random.nextBoolean() ? CLIENT : OTHER_CLIENT)));
        }
    }

    /** What is certain about revocations, in the issuer's seconds since the start. */
    private static final class Reference {
        private final Map<Holder, Long> marks = new HashMap<>();
        private final Set<String> listed = new HashSet<>();
        private final Map<Holder, Long> revoked = new HashMap<>();
        private final Map<Holder, Long> allowedBy = new HashMap<>();

        static List<Holder> holders(VerifiedToken token) {
            return List.of(
                    connection(token),
                    new Holder.Subject(token.subject()),
                    new Holder.Client(token.clientId()),
                    new Holder.Anybody());
        }

        static Holder.Connection connection(VerifiedToken token) {
            return new Holder.Connection(token.clientId(), token.subject());
        }

        static long issued(VerifiedToken token) {
            return token.issuedAt().orElseThrow().getEpochSecond() - START.getEpochSecond();
        }

        void mark(Holder holder, long second) {
            marks.merge(holder, second, Math::max);
        }

        void revoke(Holder.Connection connection, long second) {
            mark(connection, second);
            revoked.merge(connection, second, Math::max);
            allowedBy.remove(connection);
        }

        void allow(VerifiedToken token) {
            allowedBy.merge(connection(token), issued(token), Math::max);
        }

        boolean isCertainlyRevoked(VerifiedToken token, boolean isAllowlist) {
            boolean isMarked = holders(token).stream().anyMatch(any -> issued(token) <= marks.getOrDefault(any, -1L));
            return isMarked
                    || listed.contains(token.jwtId().orElseThrow())
                    || (isAllowlist && allowedBy.getOrDefault(connection(token), -1L) <= revokedAt(token));
        }

        boolean isCertainlyActive(VerifiedToken token, boolean isAllowlist) {
            boolean isAfterAll = holders(token).stream()
                    .allMatch(any -> issued(token) > marks.getOrDefault(any, -1L - UNCERTAIN) + UNCERTAIN);
            return isAfterAll
                    && !listed.contains(token.jwtId().orElseThrow())
                    && (!isAllowlist
                            || allowedBy.getOrDefault(connection(token), -1L)
                                    > revokedAt(token) + (revokedAt(token) < 0 ? 0 : UNCERTAIN));
        }

        private long revokedAt(VerifiedToken token) {
            return revoked.getOrDefault(connection(token), -1L);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1, -30, 30", "false, 2, 30, 0", "true, 3, -30, 30", "true, 4, 0, -17"})
    void givesNoForbiddenAnswer(boolean isAllowlist, long seed, int oneDiffers, int otherDiffers) {
        Random random = new Random(seed);
        Reference reference = new Reference();
        MovableClock storesClock = new MovableClock(START);
        MovableClock oneClock = new MovableClock(START);
        MovableClock otherClock = new MovableClock(START);
        RevocationStore store = Revocations.storeInMemory(storesClock);
        RevocationPolicy policy =
                new RevocationPolicy(isAllowlist, Duration.ofHours(2), Duration.ofSeconds(30), MARGIN);
        List<Revocations> processes = List.of(
                Revocations.in(store, policy, oneClock, () -> 0), Revocations.in(store, policy, otherClock, () -> 0));
        int certain = 0;
        for (int step = 0; step < STEPS; step++) {
            long now = (long) step * SECONDS / STEPS;
            storesClock.set(START.plusSeconds(now));
            oneClock.set(START.plusSeconds(now + oneDiffers));
            otherClock.set(START.plusSeconds(now + otherDiffers));
            Revocations process = processes.get(random.nextInt(2));
            VerifiedToken token = pool.get(random.nextInt(pool.size()));
            if (Reference.issued(token) > now) {
                continue; // not issued yet
            }
            switch (random.nextInt(1000)) {
                case 0 -> {
                    done(process.revoke(token));
                    reference.revoke(Reference.connection(token), now);
                }
                case 1 -> {
                    done(process.revokeToken(token));
                    reference.listed.add(token.jwtId().orElseThrow());
                }
                case 2 -> {
                    Holder holder = Reference.holders(token).get(random.nextInt(3));
                    long second = Math.max(0, now - 100);
                    done(process.revokeIssuedBefore(START.plusSeconds(second), holder));
                    reference.mark(holder, second);
                }
                case 3, 4, 5, 6, 7, 8, 9 -> {
                    if (done(process.allow(token))) {
                        reference.allow(token);
                    }
                }
                default -> {
                    Answer answer = done(process.check(token));
                    if (reference.isCertainlyRevoked(token, isAllowlist)) {
                        assertThat(answer).as("step %s", step).isEqualTo(Answer.REVOKED);
                        certain++;
                    } else if (reference.isCertainlyActive(token, isAllowlist)) {
                        assertThat(answer).as("step %s", step).isEqualTo(Answer.ACTIVE);
                        certain++;
                    }
                }
            }
        }
        assertThat(certain).isGreaterThan(STEPS / 4);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }
}
