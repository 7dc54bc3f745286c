package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.SteeredKeys.A;
import static io.busha.resourceserver.key.SteeredKeys.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key set saved in a file: when it is used, when it is ignored, and what is logged. */
class KeptKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOLERANCE = KeyPolicy.DEFAULT.outageTolerance();
    private static final Duration TICK = Duration.ofNanos(1);
    private static final IssuerLocation LOCATION = IssuerLocation.of("https://a.example");
    private static final URI JWKS_URI = URI.create("https://a.example/jwks.json");

    @TempDir
    Path parent;

    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        folder = parent.resolve("folder");
        file = folder.resolve("keys.json");
    }

    private KeptKeys at(Instant now) {
        return at(now, LOCATION);
    }

    private KeptKeys at(Instant now, IssuerLocation location) {
        return new KeptKeys(file, location, KeyPolicy.DEFAULT, Clock.fixed(now, ZoneOffset.UTC), Runnable::run);
    }

    private void keep(Instant fetchedAt) {
        at(fetchedAt).write(SteeredKeys.set(A, B), JWKS_URI, fetchedAt);
    }

    private static void assertNotUsed(KeptKeys keys, String reason) {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            assertThat(keys.read()).isEmpty();
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING The keys kept in ")
                    .endsWith(" are not used: " + reason);
        }
    }

    private String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private void edit(UnaryOperator<String> edit) throws IOException {
        String before = Files.readString(file);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    @Test
    void readsKeysSavedByAnEarlierProcess() throws IOException {
        keep(NOW.minusSeconds(60));
        KeptKeys next = at(NOW);
        KeptKeys.Kept kept = next.read().orElseThrow();
        assertThat(kept.set().issuer()).isEqualTo(SteeredKeys.ISSUER);
        assertThat(kept.set().keys().find("a"))
                .containsExactlyElementsOf(SteeredKeys.set(A).keys().find("a"));
        assertThat(kept.set().keys().kids()).containsExactly("a", "b");
        assertThat(next.age(kept)).isEqualTo(Duration.ofSeconds(60));
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(folder)).isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void logsThatSavedKeysAreInUse() {
        keep(NOW);
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            assertThat(at(NOW).read()).isPresent();
            assertThat(logged.lines())
                    .containsExactly("INFO 2 keys of https://a.example are in use, from the file " + file
                            + ", fetched at 2026-11-21T12:00:00Z");
        }
    }

    @Test
    void logsNothingIfTheFileIsMissing() {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            assertThat(at(NOW).read()).isEmpty();
            assertThat(logged.lines()).isEmpty();
        }
    }

    /** If the keys were fetched exactly one tolerance ago, they are no longer trusted. */
    @Test
    void ignoresFileOlderThanTheTolerance() {
        keep(NOW);
        assertThat(at(NOW.plus(TOLERANCE).minus(TICK)).read()).isPresent();
        assertNotUsed(at(NOW.plus(TOLERANCE)), "they were fetched PT6H ago, and jwks-outage-tolerance is PT6H");
    }

    @Test
    void ignoresFileFromTheFuture() {
        keep(NOW);
        assertThat(at(NOW).read()).isPresent();
        assertNotUsed(at(NOW.minus(TICK)), "it is damaged: it was written in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "jwks_uri", "settings", "fetched_at", "keys"})
    void ignoresFileWithAMissingMember(String member) throws IOException {
        keep(NOW);
        edit(text -> text.replace("\"" + member + "\"", "\"other\""));
        assertNotUsed(at(NOW), "it is damaged");
    }

    @Test
    void ignoresDamagedFile() throws IOException {
        keep(NOW);
        edit(text -> text.substring(0, text.length() - 1));
        assertNotUsed(at(NOW), "it is damaged");
        keep(NOW);
        edit(text -> text.replace("2026-11-21", "yesterday"));
        assertNotUsed(at(NOW), "it is damaged");
    }

    @Test
    void ignoresFileOfAnotherIssuer() throws IOException {
        keep(NOW);
        String reason = "it was written with other issuer settings";
        assertNotUsed(at(NOW, IssuerLocation.of("https://b.example")), reason);
        assertNotUsed(at(NOW, LOCATION.trustingKeysFrom("https://keys.example")), reason);
        assertNotUsed(at(NOW, LOCATION.discoveredAt("https://a.example/other")), reason);
        edit(text -> text.replaceFirst("a\\.example", "b.example")); // the issuer comes first
        assertNotUsed(at(NOW), reason);
        keep(NOW);
        edit(text -> text.replaceFirst("(a\\.example.*?)a\\.example", "$1b.example"));
        assertNotUsed(at(NOW), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-"})
    void ignoresFileWritableByOthers(String permissions) throws IOException {
        keep(NOW);
        permit(file, permissions);
        assertNotUsed(at(NOW), "it may be written by its group or by everyone; remove that permission (chmod go-w)");
        permit(file, "rw-r--r--");
        assertThat(at(NOW).read()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx"})
    void ignoresFolderWritableByOthers(String permissions) throws IOException {
        keep(NOW);
        permit(folder, permissions);
        assertNotUsed(
                at(NOW), "its folder may be written by its group or by everyone; remove that permission (chmod go-w)");
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            keep(NOW.plusSeconds(1));
            assertThat(logged.lines()).singleElement().asString().contains("cannot be kept in");
        }
        permit(folder, "rwxr-xr-x");
        assertThat(at(NOW).read().map(KeptKeys.Kept::fetchedAt)).contains(NOW);
    }

    @Test
    void ignoresFileOfAnotherOwner() throws IOException {
        keep(NOW);
        KeptKeys others = new KeptKeys(
                file,
                LOCATION,
                KeyPolicy.DEFAULT,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Runnable::run,
                folder -> () -> "somebody else");
        assertNotUsed(
                others,
                "its folder belongs to " + Files.getOwner(file).getName() + ", not to the user of this process");
    }

    @Test
    void ignoresSymbolicLink() throws IOException {
        keep(NOW);
        Path elsewhere = Files.move(file, parent.resolve("elsewhere.json"));
        Files.createSymbolicLink(file, elsewhere);
        assertNotUsed(at(NOW), "it is a symbolic link or not a regular file");
        keep(NOW);
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(at(NOW).read()).isPresent();
    }

    @Test
    void ignoresOversizedFile() throws IOException {
        keep(NOW);
        edit(text -> text + " ".repeat(1024 * 1024));
        assertNotUsed(at(NOW), "it is longer than 1048576 bytes");
    }

    @Test
    void keepsTheNewerSet() {
        keep(NOW);
        at(NOW).write(SteeredKeys.set(A), JWKS_URI, NOW.minusSeconds(1));
        assertThat(at(NOW).read().map(KeptKeys.Kept::fetchedAt)).contains(NOW);
        keep(NOW.plusSeconds(1));
        assertThat(at(NOW.plusSeconds(1)).read().map(KeptKeys.Kept::fetchedAt)).contains(NOW.plusSeconds(1));
    }

    @Test
    void replacesUnusableFile() throws IOException {
        keep(NOW);
        edit(text -> "damaged");
        keep(NOW);
        assertThat(at(NOW).read()).isPresent();
    }

    @Test
    void warnsOnceIfKeysCannotBeSaved() throws IOException {
        Files.writeString(folder, "not a folder");
        KeptKeys keys = at(NOW);
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            keys.write(SteeredKeys.set(A), JWKS_URI, NOW);
            keys.write(SteeredKeys.set(A), JWKS_URI, NOW);
            assertThat(logged.lines())
                    .containsExactly("WARNING The keys of https://a.example cannot be kept in " + file
                            + ": it cannot be read or written, FileAlreadyExistsException");
            Files.delete(folder);
            keys.write(SteeredKeys.set(A), JWKS_URI, NOW);
            Files.delete(file);
            Files.delete(folder);
            Files.writeString(folder, "not a folder");
            keys.write(SteeredKeys.set(A), JWKS_URI, NOW);
            assertThat(logged.lines()).hasSize(2);
        }
    }

    @Test
    void holdsOnlyPublicKeys() throws IOException {
        keep(NOW);
        assertThat(Files.readString(file))
                .contains("\"kty\":\"RSA\"", "\"kid\":\"a\"", "\"n\":", "\"e\":")
                .doesNotContain("\"d\":", "\"p\":", "\"q\":");
    }

    @Test
    void worksInTheRootFolder() {
        file = Path.of("/");
        assertThat(at(NOW).read()).isEqualTo(Optional.empty());
    }

    @Test
    void ignoresFileOnAFileSystemWithoutPermissions() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(parent.resolve("keys.zip"), Map.of("create", "true"))) {
            file = Files.writeString(zip.getPath("/keys.json"), "{}");
            assertNotUsed(at(NOW), "its file system does not say who may write it");
        }
    }
}
