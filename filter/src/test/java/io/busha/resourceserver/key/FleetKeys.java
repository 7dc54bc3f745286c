package io.busha.resourceserver.key;

import io.busha.resourceserver.testkit.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;

/** The keys that a fleet fetches, before and after a rotation. */
final class FleetKeys {

    static final String NEW_KID = "new";

    static final TrustedSet BEFORE;
    static final TrustedSet AFTER;

    static {
        Map<String, Object> old = SigningKey.rsa(2048, "old").jwk();
        BEFORE = set(List.of(old));
        AFTER = set(List.of(SigningKey.rsa(2048, NEW_KID).jwk(), old));
    }

    private FleetKeys() {}

    private static TrustedSet set(List<Map<String, Object>> jwks) {
        try {
            return new TrustedSet(
                    "https://issuer.example",
                    KeySet.parse(JsonUtil.toJson(Map.of("keys", jwks)), SignatureProvider.JDK),
                    Set.of());
        } catch (FetchException e) {
            throw new IllegalStateException(e);
        }
    }
}
