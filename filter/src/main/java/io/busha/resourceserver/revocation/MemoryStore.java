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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Stores revocations in this process, until they have no effect any more. Nothing is dropped before, however much there is. */
final class MemoryStore implements RevocationStore {

    private static final Holder ANYBODY = new Holder.Anybody();
    private static final Entry NOTHING = new Entry(Marks.NONE, Instant.MIN, Instant.MIN);

    private final Clock clock;
    private final Cache<Object, Entry> entries;

    /**
     * What is stored for a token or a holder.
     *
     * @param mark the latest mark
     * @param allowedUntil when the allowance of a connection ends
     * @param until when the entry has no effect any more
     */
    private record Entry(long mark, Instant allowedUntil, Instant until) {

        Entry marked(long second, Instant markedUntil) {
            return new Entry(Math.max(mark, second), allowedUntil, later(until, markedUntil));
        }

        Entry allowed(Instant end) {
            return new Entry(mark, later(allowedUntil, end), later(until, end));
        }

        Entry disallowed() {
            return new Entry(mark, Instant.MIN, until);
        }
    }

    /** The id of one token. */
    private record TokenId(String jwtId) {}

    MemoryStore(Clock clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .expireAfter(
                        Expiry.<Object, Entry>writing((key, entry) -> Duration.between(clock.instant(), entry.until())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public CompletionStage<Marks> marks(Optional<String> jwtId, Connection connection) {
        Entry own = entry(connection);
        long latest = Math.max(
                Math.max(own.mark(), entry(ANYBODY).mark()),
                Math.max(
                        entry(new Holder.Subject(connection.subject())).mark(),
                        entry(new Holder.Client(connection.clientId())).mark()));
        boolean isListed = jwtId.isPresent() && entries.getIfPresent(new TokenId(jwtId.get())) != null;
        boolean isAllowed = clock.instant().isBefore(own.allowedUntil());
        return CompletableFuture.completedFuture(new Marks(isListed, isAllowed, latest));
    }

    private Entry entry(Holder holder) {
        Entry found = entries.getIfPresent(holder);
        return found == null ? NOTHING : found;
    }

    @Override
    public CompletionStage<Boolean> allow(Connection connection, long issuedAt, Duration life) {
        Instant end = clock.instant().plus(life);
        Entry now = entries.asMap().compute(connection, (key, before) -> {
            Entry known = before == null ? NOTHING : before;
            return issuedAt > known.mark() ? known.allowed(end) : before;
        });
        return CompletableFuture.completedFuture(now != null && issuedAt > now.mark());
    }

    @Override
    public CompletionStage<Void> revoke(Connection connection, long second, Duration life) {
        return change(connection, entry -> entry.marked(second, clock.instant().plus(life))
                .disallowed());
    }

    @Override
    public CompletionStage<Void> mark(Holder holder, long second, Duration life) {
        return change(holder, entry -> entry.marked(second, clock.instant().plus(life)));
    }

    @Override
    public CompletionStage<Void> revokeToken(String jwtId, Instant until) {
        return change(new TokenId(jwtId), entry -> new Entry(Marks.NONE, Instant.MIN, later(entry.until(), until)));
    }

    private CompletionStage<Void> change(Object key, UnaryOperator<Entry> change) {
        entries.asMap().compute(key, (same, before) -> change.apply(before == null ? NOTHING : before));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        entries.invalidateAll();
    }
}
