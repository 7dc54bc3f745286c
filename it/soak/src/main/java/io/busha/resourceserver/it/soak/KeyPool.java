package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Creates keys in advance in the background, so that a rotation does not wait for one. Thread-safe. */
final class KeyPool implements AutoCloseable {

    private static final int AHEAD = 4;
    private static final int BITS = 2048;

    private final LocalIssuer issuer;
    private final SigningKey forger = SigningKey.rsa(BITS);
    private final BlockingQueue<KeyTokens> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread maker = new Thread(this::make, "soak-keys");

    KeyPool(LocalIssuer issuer) {
        this.issuer = issuer;
        maker.setDaemon(true);
        maker.start();
    }

    private void make() {
        try {
            while (true) {
                ready.put(tokensOf(SigningKey.rsa(BITS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    KeyTokens tokensOf(SigningKey key) {
        return new KeyTokens(issuer, key, forger);
    }

    KeyTokens take() throws InterruptedException {
        return ready.take();
    }

    @Override
    public void close() {
        maker.interrupt();
    }
}
