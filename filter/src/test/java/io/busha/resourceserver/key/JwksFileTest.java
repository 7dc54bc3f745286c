package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.SteeredKeys.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a key file is read, and what is reported if it cannot be. */
class JwksFileTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final VirtualTime time = new VirtualTime();

    @TempDir
    Path folder;

    private Path path;
    private JwksFile file;

    @BeforeEach
    void write() throws IOException {
        path = Files.writeString(folder.resolve("jwks.json"), JsonUtil.toJson(Map.of("keys", List.of(A.jwk()))));
        file = new JwksFile(path, "https://a.example", SignatureProvider.JDK);
    }

    @Test
    void readsKeys() throws FetchException {
        TrustedSet set = file.read();
        assertThat(set.issuer()).isEqualTo("https://a.example");
        assertThat(set.keys().kids()).containsExactly("a");
        CompletableFuture<TrustedSet> later = file.readWithin(LIMIT, Runnable::run, time);
        assertThat(later.join().keys().kids()).containsExactly("a");
        assertThat(time.pending()).as("pending time limits").isZero();
    }

    @Test
    void explainsWhyAFileIsUnusable() throws IOException {
        Files.writeString(path, " ".repeat(512 * 1024 + 1));
        assertThatThrownBy(file::read).hasMessage("the file is longer than 524288 bytes");
        Files.writeString(path, " ".repeat(512 * 1024));
        assertThatThrownBy(file::read).hasMessage("the document is not a JSON object");
        Files.delete(path);
        assertThatThrownBy(file::read).hasMessage("the file cannot be read as text: NoSuchFileException");
        assertThatThrownBy(() -> file.readWithin(LIMIT, Runnable::run, time).join())
                .cause()
                .hasMessage(path.toUri() + ": the file cannot be read as text: NoSuchFileException");
    }

    @Test
    void givesUpOnAFileThatCannotBeReadInTime() {
        CompletableFuture<TrustedSet> set = file.readWithin(LIMIT, hanging -> {}, time);
        time.pass(LIMIT.minusNanos(1));
        assertThat(set).isNotDone();
        time.pass(Duration.ofNanos(1));
        assertThatThrownBy(set::join).cause().hasMessage(path + ": the file could not be read within PT2S");
    }

    @Test
    void completesExceptionallyOnABug() {
        SignatureProvider none = null;
        @SuppressWarnings("NullAway") // a bug
        JwksFile broken = new JwksFile(path, "https://a.example", none);
        assertThat(broken.readWithin(LIMIT, Runnable::run, time)).isCompletedExceptionally();
    }

    @Test
    void keySourceRefusesUnusableFile() throws IOException {
        Files.writeString(path, "{}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeySource.file(
                        IssuerLocation.of("https://a.example"),
                        path,
                        KeyPolicy.DEFAULT,
                        new SimpleMeterRegistry(),
                        Tags.empty()))
                .withMessage("the JWK set cannot be used: the JWK set has no array \"keys\"");
    }
}
