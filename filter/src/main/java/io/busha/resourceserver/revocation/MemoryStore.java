package io.busha.resourceserver.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.Revocations.Holder.Connection;
import io.busha.resourceserver.revocation.spi.Marks;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Stores revocations in this process, until they have no effect any more. Nothing is dropped before, however much there is. */
final class MemoryStore implements RevocationStore {

    private static final Holder ANYBODY = new Holder.Anybody();

    private final Clock clock;
    private final Cache<Object, StoredMark> entries;
    private volatile boolean closed;

    /** The id of one token. */
    private record TokenId(String jwtId) {}

    MemoryStore(Clock clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .expireAfter(Expiry.<Object, StoredMark>writing(
                        (key, entry) -> Duration.between(clock.instant(), entry.until())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    @Override
    public CompletionStage<Marks> marks(Optional<String> jwtId, Connection connection) {
        if (closed) { // a request may still run, and nothing is known any more
            return CompletableFuture.failedStage(new IllegalStateException("the store is closed"));
        }
        StoredMark own = entry(connection);
        long latest = Math.max(
                Math.max(own.second(), entry(ANYBODY).second()),
                Math.max(
                        entry(new Holder.Subject(connection.subject())).second(),
                        entry(new Holder.Client(connection.clientId())).second()));
        boolean isListed = jwtId.isPresent() && entries.getIfPresent(new TokenId(jwtId.get())) != null;
        boolean isAllowed = clock.instant().isBefore(own.allowedUntil());
        return CompletableFuture.completedFuture(new Marks(isListed, isAllowed, latest));
    }

    private StoredMark entry(Holder holder) {
        StoredMark found = entries.getIfPresent(holder);
        return found == null ? StoredMark.NOTHING : found;
    }

    @Override
    public CompletionStage<Boolean> allow(Connection connection, long issuedAt, Duration life) {
        Instant end = clock.instant().plus(life);
        StoredMark now = changed(connection, known -> issuedAt > known.second() ? known.allowed(end) : known);
        return CompletableFuture.completedFuture(issuedAt > now.second());
    }

    @Override
    public CompletionStage<Void> revoke(Connection connection, long second, Duration life) {
        changed(connection, entry -> entry.marked(second, clock.instant().plus(life))
                .disallowed());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> mark(Holder holder, long second, Duration life) {
        changed(holder, entry -> entry.marked(second, clock.instant().plus(life)));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> revokeToken(String jwtId, Instant until) {
        changed(new TokenId(jwtId), mark -> mark.kept(until));
        return CompletableFuture.completedFuture(null);
    }

    private StoredMark changed(Object key, UnaryOperator<StoredMark> change) {
        return Objects.requireNonNull(entries.asMap()
                .compute(key, (same, before) -> change.apply(before == null ? StoredMark.NOTHING : before)));
    }

    @Override
    public void close() {
        closed = true;
        entries.invalidateAll();
    }
}
