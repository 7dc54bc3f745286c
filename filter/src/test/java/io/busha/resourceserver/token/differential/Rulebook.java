package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.token.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for which a token must be refused, in order: written a second time, independently of the verifier. */
final class Rulebook {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final List<Rule<Evidence>> FORM = List.of(
            new Rule<>(
                    Reason.TOKEN_TOO_LONG,
                    "more characters than the setting allows",
                    token -> token.token().length() > Ours.MAX_CHARACTERS),
            new Rule<>(Reason.MALFORMED_CREDENTIALS, "a character that no b64token has", token -> !token.token()
                    .matches("[A-Za-z0-9._~+/-]+=*")),
            new Rule<>(Reason.MALFORMED_TOKEN, "not three parts", token -> token.parts().length != 3),
            new Rule<>(Reason.MALFORMED_TOKEN, "an empty part", token -> List.of(token.parts())
                    .contains("")),
            new Rule<>(Reason.MALFORMED_TOKEN, "padding", token -> token.token().contains("=")),
            new Rule<>(Reason.MALFORMED_TOKEN, "a character that is not base64url", token -> !token.token()
                    .matches("[A-Za-z0-9._-]+")),
            new Rule<>(Reason.MALFORMED_TOKEN, "left-over bits or a left-over character", token -> !Stream.of(
                            token.parts())
                    .allMatch(Evidence::isCanonical)));

    private static final List<Rule<Map<String, @Nullable Object>>> HEADER = List.of(
            new Rule<>(Reason.WRONG_ALGORITHM, "alg", header -> !"RS256".equals(header.get("alg"))),
            new Rule<>(Reason.UNSUPPORTED_HEADER, "crit", header -> header.containsKey("crit")),
            new Rule<>(Reason.UNSUPPORTED_HEADER, "zip", header -> header.containsKey("zip")),
            new Rule<>(Reason.UNSUPPORTED_HEADER, "b64", header -> header.containsKey("b64")),
            new Rule<>(Reason.UNSUPPORTED_HEADER, "cty", header -> header.containsKey("cty")),
            new Rule<>(Reason.WRONG_TYPE, "typ", Rulebook::hasWrongType),
            new Rule<>(Reason.MISSING_KEY_ID, "kid absent", header -> !header.containsKey("kid")),
            new Rule<>(Reason.MISSING_KEY_ID, "kid is no string", header -> !(header.get("kid") instanceof String)),
            new Rule<>(Reason.MISSING_KEY_ID, "kid is empty", header -> "".equals(header.get("kid"))),
            new Rule<>(Reason.UNKNOWN_KEY, "kid", header -> !SeededKey.KID.equals(header.get("kid"))));

    private static final List<Rule<Evidence>> SIGNATURE =
            List.of(new Rule<>(Reason.INVALID_SIGNATURE, "signature", token -> !token.signatureHolds()));

    private Rulebook() {}

    /** Returns the first rule that a token breaks, or empty for a valid one. Nothing is read before it is known to be well-formed. */
    static Optional<Rule<?>> firstBroken(String token) {
        Evidence evidence = new Evidence(token);
        return Stream.<Supplier<Optional<? extends Rule<?>>>>of(
                        () -> Rule.firstBroken(FORM, evidence),
                        () -> malformed(evidence, 0, Reason.MALFORMED_HEADER),
                        () -> Rule.firstBroken(HEADER, evidence.header()),
                        () -> Rule.firstBroken(SIGNATURE, evidence),
                        () -> malformed(evidence, 1, Reason.MALFORMED_CLAIMS),
                        () -> Rule.firstBroken(ClaimRules.ALL, evidence.claims()))
                .<Rule<?>>flatMap(question -> question.get().stream())
                .findFirst();
    }

    private static Optional<Rule<Evidence>> malformed(Evidence evidence, int part, Reason reason) {
        return evidence.fault(part).map(fault -> new Rule<>(reason, fault, token -> true));
    }

    private static boolean hasWrongType(Map<String, @Nullable Object> header) {
        return header.containsKey("typ")
                && !(header.get("typ") instanceof String type && TYPES.contains(type.toLowerCase(Locale.ROOT)));
    }
}
