package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.key.internal.KeyLookup;
import java.util.List;
import java.util.function.Predicate;

/** The question which key signed a token with this key id, and when it was asked. */
record Question(String kid, Predicate<IssuerKey> signed, long asked) {

    /** Returns the answer of one set, considering only the keys under this id. */
    KeyLookup in(TrustedSet set) {
        List<IssuerKey> keys = set.keys().find(kid);
        for (IssuerKey key : keys) {
            if (signed.test(key)) {
                return new KeyLookup.Found(set.issuer(), key);
            }
        }
        return keys.isEmpty() ? new KeyLookup.Absent() : new KeyLookup.Mismatch();
    }
}
