package io.busha.resourceserver.token;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the header of a token that has not been verified yet (RFC 7515 section 4, RFC 8725 section 3). */
final class Header {

    private static final String ALGORITHM = "RS256";
    private static final List<String> UNSUPPORTED = List.of("crit", "zip", "b64", "cty");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private Header() {}

    /**
     * Returns the key id, after checking everything else in the header. Members that say where a key could be found are ignored.
     *
     * @throws InvalidTokenException if the header breaks a rule
     */
    static String unverifiedKid(byte[] utf8) {
        Map<String, @Nullable Object> header = StrictJson.ofAnybody(utf8, Reason.MALFORMED_HEADER);
        InvalidTokenException.when(!ALGORITHM.equals(header.get("alg")), Reason.WRONG_ALGORITHM);
        InvalidTokenException.when(UNSUPPORTED.stream().anyMatch(header::containsKey), Reason.UNSUPPORTED_HEADER);
        InvalidTokenException.when(header.containsKey("typ") && !isAccepted(header.get("typ")), Reason.WRONG_TYPE);
        if (header.get("kid") instanceof String kid && !kid.isEmpty()) {
            return kid;
        }
        throw new InvalidTokenException(Reason.MISSING_KEY_ID);
    }

    private static boolean isAccepted(@Nullable Object typ) {
        return typ instanceof String name && TYPES.contains(name.toLowerCase(Locale.ROOT));
    }
}
