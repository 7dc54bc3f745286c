package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.SigningKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs by size and name, each made once for the whole JVM: a pair is dear to make, a key id is not. Thread-safe. */
final class KeyRing {

    private record Place(int bits, String name) {}

    private static final Map<Place, SigningKey> PAIRS = new ConcurrentHashMap<>();

    private KeyRing() {}

    /** The pair of that size and name, under a new key id at every call. */
    static SigningKey pair(int bits, String name) {
        return PAIRS.computeIfAbsent(new Place(bits, name), place -> SigningKey.rsa(bits))
                .withKid(UUID.randomUUID().toString());
    }
}
