package io.busha.resourceserver.key;

import java.util.List;
import java.util.function.Predicate;

/** Which key signed a token that names this id, and when it was asked. */
record Question(String kid, Predicate<IssuerKey> signed, long asked) {

    /** The answer of one set, by the keys under this id alone. */
    KeyLookup in(TrustedSet set) {
        List<IssuerKey> keys = set.keys().find(kid);
        for (IssuerKey key : keys) {
            if (signed.test(key)) {
                return new KeyLookup.Found(set.issuer(), key);
            }
        }
        return keys.isEmpty() ? KeyLookup.Absent.INSTANCE : KeyLookup.Mismatch.INSTANCE;
    }
}
