package io.busha.resourceserver.key;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good key set, kept in a file for a process that starts while the issuer cannot be reached. A user who can write the file decides
 * whose tokens are accepted. It is therefore used only if no other user can write it, and its keys are trusted no longer than they would be
 * without the file. Several processes may share it. Blocks; never throws. Thread-safe.
 */
final class KeptKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final FileAttribute<?> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path file;
    private final Path folder;
    private final IssuerLocation location;
    private final Duration tolerance;
    private final SignatureProvider provider;
    private final Clock clock;
    private final OwnUser ownUser;
    private final Executor teller;
    private final AtomicBoolean toldOfWriting = new AtomicBoolean();

    /** The content of the file: a key set, and when it was fetched. */
    record Kept(TrustedSet set, Instant fetchedAt) {}

    /** The reason why the file is not used, in words for the operator. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    /** Finds out which user this process runs as, according to the file system of a folder. */
    interface OwnUser {
        UserPrincipal in(Path folder) throws IOException;
    }

    /**
     * Creates an instance for a file that need not exist yet.
     *
     * @param teller runs calls to the logger
     */
    KeptKeys(Path file, IssuerLocation location, KeyPolicy policy, Clock clock, Executor teller) {
        this(file, location, policy, clock, teller, KeptKeys::ownerOfNewFile);
    }

    KeptKeys(Path file, IssuerLocation location, KeyPolicy policy, Clock clock, Executor teller, OwnUser ownUser) {
        this.file = file.toAbsolutePath();
        this.folder = Optional.ofNullable(this.file.getParent()).orElse(this.file);
        this.location = location;
        this.tolerance = policy.outageTolerance();
        this.provider = policy.signatureProvider();
        this.clock = clock;
        this.teller = teller;
        this.ownUser = ownUser;
    }

    /** Returns the key set in the file, if it may be used. Logs one warning if the file exists but may not be used. */
    Optional<Kept> read() {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Kept kept = kept();
            teller.execute(() -> LOG.info(
                    "{} keys of {} are in use, from the file {}, fetched at {}",
                    kept.set.keys().size(),
                    location,
                    file,
                    kept.fetchedAt));
            return Optional.of(kept);
        } catch (Unusable | IOException | RuntimeException e) {
            teller.execute(() -> LOG.warn("The keys kept in {} are not used: {}", file, reason(e)));
            return Optional.empty();
        }
    }

    /** Returns how long ago the kept set was fetched. */
    Duration age(Kept kept) {
        return Duration.between(kept.fetchedAt, clock.instant());
    }

    private static String reason(Exception e) {
        if (e instanceof UnsupportedOperationException) {
            return "its file system does not say who may write it";
        }
        return e instanceof Unusable
                ? String.valueOf(e.getMessage())
                : "it cannot be read or written, " + e.getClass().getSimpleName();
    }

    private Kept kept() throws Unusable, IOException {
        checkFolder();
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new Unusable("it is a symbolic link or not a regular file");
        }
        checkWriters("it", attributes);
        return parse(text());
    }

    /** Checks the folder as well: a user who can write there can replace the file. */
    private void checkFolder() throws Unusable, IOException {
        checkWriters("its folder", Files.readAttributes(folder, PosixFileAttributes.class));
    }

    private void checkWriters(String what, PosixFileAttributes attributes) throws Unusable, IOException {
        if (attributes.permissions().stream().anyMatch(WRITABLE_BY_OTHERS::contains)) {
            throw new Unusable(
                    what + " may be written by its group or by everyone; remove that permission (chmod go-w)");
        }
        if (!attributes.owner().equals(ownUser.in(folder))) {
            throw new Unusable(
                    what + " belongs to " + attributes.owner().getName() + ", not to the user of this process");
        }
    }

    private static UserPrincipal ownerOfNewFile(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, ".busha-", ".tmp", OWN_FILE);
        try {
            return Files.getOwner(made, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(made);
        }
    }

    private String text() throws Unusable, IOException {
        Set<OpenOption> reading = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = Files.newByteChannel(file, reading)) {
            if (channel.size() > MAX_BYTES) {
                throw new Unusable("it is longer than " + MAX_BYTES + " bytes");
            }
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Kept parse(String text) throws Unusable {
        try {
            Map<String, Object> envelope = KeySet.parseObject(text);
            String issuer = member(envelope, "issuer");
            boolean isOurs = member(envelope, "settings").equals(location.fingerprint())
                    && location.isNamedBy(issuer)
                    && location.keysAt(member(envelope, "jwks_uri")).isPresent();
            if (!isOurs) {
                throw new Unusable("it was written with other issuer settings");
            }
            Kept kept = new Kept(
                    new TrustedSet(issuer, KeySet.parse(text, provider), Set.of()),
                    Instant.parse(member(envelope, "fetched_at")));
            checkAge(age(kept));
            return kept;
        } catch (FetchException | DateTimeException e) {
            throw new Unusable("it is damaged");
        }
    }

    private static String member(Map<String, Object> envelope, String name) throws Unusable {
        if (envelope.get(name) instanceof String text) {
            return text;
        }
        throw new Unusable("it is damaged");
    }

    /** Checks the age of the set. If age = tolerance, the set is no longer trusted. */
    private void checkAge(Duration age) throws Unusable {
        if (age.isNegative()) {
            throw new Unusable("it is damaged: it was written in the future");
        }
        if (age.compareTo(tolerance) >= 0) {
            throw new Unusable("they were fetched " + age + " ago, and jwks-outage-tolerance is " + tolerance);
        }
    }

    /**
     * Writes a key set to the file, unless a newer one is there already. Logs one warning for a failure, and none for those that follow
     * until a write succeeds.
     */
    void write(TrustedSet set, URI jwksUri, Instant fetchedAt) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OWN_FOLDER);
            }
            checkFolder();
            Kept before = keptQuietly();
            if (before == null || before.fetchedAt.isBefore(fetchedAt)) {
                replace(envelope(set, jwksUri, fetchedAt));
            }
            toldOfWriting.set(false);
        } catch (Unusable | IOException | RuntimeException e) {
            if (!toldOfWriting.getAndSet(true)) {
                teller.execute(() -> LOG.warn("The keys of {} cannot be kept in {}: {}", location, file, reason(e)));
            }
        }
    }

    private @Nullable Kept keptQuietly() {
        try {
            return kept();
        } catch (Unusable | IOException | RuntimeException e) {
            return null; // there is nothing usable that would be overwritten
        }
    }

    private String envelope(TrustedSet set, URI jwksUri, Instant fetchedAt) {
        List<Map<String, Object>> keys = new ArrayList<>();
        set.keys().forEach((kid, key) -> {
            RsaJsonWebKey jwk = new RsaJsonWebKey(key.published());
            jwk.setKeyId(kid);
            keys.add(jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
        });
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("issuer", set.issuer());
        envelope.put("jwks_uri", jwksUri.toString());
        envelope.put("settings", location.fingerprint());
        envelope.put("fetched_at", fetchedAt.toString());
        envelope.put("keys", keys);
        return JsonUtil.toJson(envelope);
    }

    /** Replaces the file atomically: another process sees the old file or the new one, even if this process ends in the middle. */
    private void replace(String text) throws IOException {
        Path made = Files.createTempFile(folder, ".busha-", ".tmp", OWN_FILE);
        try {
            try (var channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
