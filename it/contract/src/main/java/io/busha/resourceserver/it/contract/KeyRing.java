package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.SigningKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs by size and name, each generated once per JVM because generation is slow. Thread-safe. */
final class KeyRing {

    private record Place(int bits, String name) {}

    private static final Map<Place, SigningKey> PAIRS = new ConcurrentHashMap<>();

    private KeyRing() {}

    /** Returns the pair of this size and name, with a new key id at each call. */
    static SigningKey pair(int bits, String name) {
        return PAIRS.computeIfAbsent(new Place(bits, name), place -> SigningKey.rsa(bits))
                .withKid(UUID.randomUUID().toString());
    }
}
