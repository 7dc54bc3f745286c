package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.testkit.SigningKey;
import java.util.function.Predicate;

/** Stands for a token whose signature this key made. */
final class Signed {

    private Signed() {}

    static Predicate<IssuerKey> by(SigningKey signer) {
        return key -> key.published().equals(signer.publicKey());
    }
}
