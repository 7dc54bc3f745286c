package io.busha.resourceserver.benchmarks.subject;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The tokens of one key that a run has minted, and the key set that holds it: files for every process to read. */
public final class Tokens {

    /** The system property that names the folder of all tokens. */
    public static final String FOLDER = "bench.tokens";

    /** The only issuer. */
    public static final String ISSUER = "https://login.busha.example";

    /** The only client. */
    public static final String CLIENT_ID = "busha-oauth2-7f0c9a52-41d8-4f3e-9b1e-2d6a58c0e913-live";

    /** The scope that every good token has, among others. */
    public static final String SCOPE = "balances:read";

    static final String JWKS = "jwks.json";

    private final Path folder;

    private Tokens(Path folder) {
        this.folder = folder;
    }

    /** Returns the tokens of the key with this many bits. */
    public static Tokens ofKey(int bits) {
        return new Tokens(folderOf(Path.of(System.getProperty(FOLDER, "")), bits));
    }

    static Path folderOf(Path all, int bits) {
        return all.resolve(Integer.toString(bits));
    }

    /** Returns every token of this kind. */
    public List<String> all(Kind kind) {
        try {
            return Files.readAllLines(folder.resolve(kind.file()), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one token of this kind. */
    public String one(Kind kind) {
        return all(kind).get(0);
    }

    /** Returns every token of this kind as values of a request's {@code Authorization} headers. */
    public List<List<String>> headers(Kind kind) {
        return all(kind).stream().map(token -> List.of("Bearer " + token)).toList();
    }

    /** Returns the key set as the issuer publishes it. */
    public String jwks() {
        try {
            return Files.readString(folder.resolve(JWKS), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the only key of the set. */
    public RSAPublicKey key() {
        try {
            return (RSAPublicKey)
                    new JsonWebKeySet(jwks()).getJsonWebKeys().get(0).getKey();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
