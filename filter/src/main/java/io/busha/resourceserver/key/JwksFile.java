package io.busha.resourceserver.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A JWK set (RFC 7517 section 5) in a file that an operator keeps. Thread-safe. */
final class JwksFile {

    private static final int MAX_BYTES = 512 * 1024;

    private final Path file;
    private final String issuer;
    private final SignatureProvider provider;

    /**
     * A file that need not be there yet.
     *
     * @param issuer what a token's {@code iss} must equal, to the letter
     */
    JwksFile(Path file, String issuer, SignatureProvider provider) {
        this.file = file;
        this.issuer = issuer;
        this.provider = provider;
    }

    /** Reads the file now, on this thread. */
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

    /** Reads the file on the executor, and gives up after the limit. */
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
