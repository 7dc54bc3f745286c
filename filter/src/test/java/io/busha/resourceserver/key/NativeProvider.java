package io.busha.resourceserver.key;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/** The Amazon Corretto Crypto Provider, on a machine that it supports. */
final class NativeProvider {

    static final String NAME = "AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** Skips a test on any other machine. */
    static void assumeItLoads() {
        assumeTrue(
                AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null,
                "the native library of the Amazon Corretto Crypto Provider does not load on this machine");
    }
}
