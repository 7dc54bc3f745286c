package io.busha.resourceserver.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A file with a JWK set (RFC 7517 section 5) that an operator maintains. Thread-safe. */
final class JwksFile {

    private static final int MAX_BYTES = 512 * 1024;

    private final Path file;
    private final String issuer;
    private final SignatureProvider provider;

    /**
     * Creates an instance for a file that need not exist yet.
     *
     * @param issuer what a token's {@code iss} must equal exactly
     */
    JwksFile(Path file, String issuer, SignatureProvider provider) {
        this.file = file;
        this.issuer = issuer;
        this.provider = provider;
    }

    /**
     * Reads the file on this thread.
     *
     * @throws FetchException if the file cannot be read, is too long, or holds no usable key
     */
    TrustedSet read() throws FetchException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FetchException(
                        FetchException.Kind.TOO_LARGE, "the file is longer than " + MAX_BYTES + " bytes");
            }
            return new TrustedSet(issuer, KeySet.parse(Files.readString(file), provider), Set.of());
        } catch (IOException e) {
            throw new FetchException(
                    FetchException.Kind.FILE,
                    "the file cannot be read as text: " + e.getClass().getSimpleName());
        }
    }

    /** Reads the file on the executor, and fails when the time limit has passed. */
    CompletableFuture<TrustedSet> readWithin(Duration limit, Executor executor, Scheduler scheduler) {
        CompletableFuture<TrustedSet> set = new CompletableFuture<>();
        Runnable inTime = scheduler.after(
                limit.toNanos(),
                () -> set.completeExceptionally(new FetchException(
                        FetchException.Kind.TIMEOUT, file + ": the file could not be read within " + limit)));
        executor.execute(() -> {
            try {
                set.complete(read());
            } catch (FetchException e) {
                set.completeExceptionally(e.at(file.toUri()));
            } catch (RuntimeException | Error e) {
                set.completeExceptionally(e);
            }
        });
        return set.whenComplete((found, failure) -> inTime.run());
    }
}
