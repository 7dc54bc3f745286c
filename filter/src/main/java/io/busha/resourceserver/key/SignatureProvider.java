package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The security provider (JCA) that verifies signatures: the JDK's, or another one that has passed a known-answer test. The other one is
 * used as an instance; the JVM's own list of providers stays unchanged. Thread-safe.
 */
public final class SignatureProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);
    private static final String NATIVE = "AmazonCorrettoCryptoProvider";
    private static final ClassLoader OURS = SignatureProvider.class.getClassLoader();

    static final SignatureProvider JDK = new SignatureProvider(null);

    private volatile @Nullable Rs256 other;

    private SignatureProvider(@Nullable Rs256 other) {
        this.other = other;
    }

    /**
     * Holds the automatic choice, made on first use: an application that wants the JDK loads no native code, which may start a thread that
     * never ends.
     */
    private static final class Automatic {
        static final SignatureProvider CHOSEN = SystemClassLoader.during(() -> ifItWorks(
                find(NATIVE, OURS, service -> service.type().getSimpleName().equals(NATIVE))));
    }

    static SignatureProvider automatic() {
        return Automatic.CHOSEN;
    }

    /**
     * Returns the provider that a setting names.
     *
     * @param name {@code auto}: the Amazon Corretto Crypto Provider if it is present and works, otherwise the JDK; {@code jdk}; or the
     *     name of a provider that is in the JVM's list or on the class path
     * @throws IllegalArgumentException if the named provider is not found or fails the known-answer test
     */
    public static SignatureProvider named(String name) {
        return switch (name) {
            case "auto" -> automatic();
            case "jdk" -> JDK;
            default ->
                SystemClassLoader.during(() -> required(
                        name,
                        find(name, OURS, service -> service.get().getName().equals(name))));
        };
    }

    static Optional<Provider> find(
            String name, ClassLoader classPath, Predicate<ServiceLoader.Provider<Provider>> isIt) {
        try {
            return Optional.ofNullable(Security.getProvider(name))
                    .or(() -> ServiceLoader.load(Provider.class, classPath).stream()
                            .filter(isIt)
                            .map(ServiceLoader.Provider::get)
                            .findFirst());
        } catch (ServiceConfigurationError | LinkageError e) {
            return Optional.empty();
        }
    }

    static SignatureProvider required(String name, Optional<Provider> found) {
        Rs256 provider = new Rs256(found.orElseThrow(() -> new IllegalArgumentException(
                "there is no such security provider: add it to the class path, or use auto or jdk")));
        String fault = faultOf(provider);
        if (fault != null) {
            throw new IllegalArgumentException(
                    "this security provider does not verify RS256 correctly: " + fault + "; use auto or jdk");
        }
        LOG.info("Signatures are verified by {}", name);
        return new SignatureProvider(provider);
    }

    static SignatureProvider ifItWorks(Optional<Provider> found) {
        Rs256 provider = found.map(Rs256::new).orElse(null);
        String fault = provider == null ? null : faultOf(provider);
        if (provider == null || fault != null) {
            LOG.info("Signatures are verified by the JDK{}", fault == null ? "" : "; " + provider + ": " + fault);
            return JDK;
        }
        LOG.info("Signatures are verified by {}", provider);
        return new SignatureProvider(provider);
    }

    private static @Nullable String faultOf(Rs256 provider) {
        try {
            return KnownAnswer.isGivenBy(provider) ? null : "it gives a wrong answer";
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return e.toString();
        }
    }

    /** Returns an issuer's key whose signatures this provider verifies. */
    IssuerKey key(RSAPublicKey published) {
        RSAPublicKey translated = translated(published);
        return new IssuerKey(
                published, (text, from, to, signature) -> holds(published, translated, text, from, to, signature));
    }

    /** Returns the key in the other provider's own form, or null if there is no other provider or it does not accept the key. */
    private @Nullable RSAPublicKey translated(RSAPublicKey key) {
        Rs256 provider = other;
        try {
            return provider == null ? null : provider.translated(key);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.warn("{} does not accept one of the issuer's keys; the JDK verifies its signatures", provider, e);
            return null;
        }
    }

    /**
     * Returns whether the key made this signature of a part of the text. If the other provider says yes, that is final: it was tested for
     * this. If it says no, the JDK is asked too, and if the two disagree, only the JDK is asked from then on.
     */
    private boolean holds(
            RSAPublicKey published,
            @Nullable RSAPublicKey translated,
            byte[] text,
            int from,
            int to,
            byte[] signature) {
        Rs256 provider = other;
        if (provider == null || translated == null) {
            return Rs256.JDK.holds(published, text, from, to, signature);
        }
        return saysYes(provider, translated, text, from, to, signature)
                || holdsAfterAll(provider, published, text, from, to, signature);
    }

    private boolean holdsAfterAll(Rs256 provider, RSAPublicKey key, byte[] text, int from, int to, byte[] signature) {
        boolean holds = Rs256.JDK.holds(key, text, from, to, signature);
        if (holds) {
            other = null;
            LOG.warn("{} rejected a valid signature; from now on the JDK verifies signatures", provider);
        }
        return holds;
    }

    private static boolean saysYes(Rs256 provider, RSAPublicKey key, byte[] text, int from, int to, byte[] signature) {
        try {
            return provider.holds(key, text, from, to, signature);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    /** Returns the provider's name; {@code jdk} for the JDK. */
    public String name() {
        Rs256 provider = other;
        return provider == null ? "jdk" : provider.toString();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name();
    }
}
