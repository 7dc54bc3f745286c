package io.busha.resourceserver.benchmarks.subject;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.ServiceLoader;

/** The two security providers that are compared. Benchmarks request the native one explicitly, or prefer it in their own JVM. */
public final class Providers {

    /** The JDK's own provider, in the names of benchmarks. */
    public static final String JDK = "jdk";

    /** Amazon Corretto Crypto Provider, in the names of benchmarks. */
    public static final String ACCP = "accp";

    private static final String ACCP_NAME = "AmazonCorrettoCryptoProvider";

    private Providers() {}

    /** Returns whether the native provider is on the class path and works here. */
    public static boolean hasAccp() {
        return accp().isPresent();
    }

    /** Returns the value of the library's setting {@code signature-provider}. */
    public static String setting(String provider) {
        return provider.equals(ACCP) ? ACCP_NAME : JDK;
    }

    /** Makes the JVM use this provider for everybody who does not ask for another one, until {@link #restore}. */
    public static void prefer(String provider) {
        if (provider.equals(ACCP)) {
            Security.insertProviderAt(accp().orElseThrow(), 1);
        }
    }

    /** Undoes {@link #prefer}. */
    public static void restore() {
        Security.removeProvider(ACCP_NAME);
    }

    static Provider named(String provider) {
        return provider.equals(ACCP) ? accp().orElseThrow() : Security.getProvider("SunRsaSign");
    }

    private static Optional<Provider> accp() {
        return ServiceLoader.load(Provider.class).stream()
                .filter(candidate -> candidate.type().getSimpleName().equals(ACCP_NAME))
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.getService("Signature", "SHA256withRSA") != null)
                .findFirst();
    }
}
