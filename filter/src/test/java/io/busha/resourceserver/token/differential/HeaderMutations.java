package io.busha.resourceserver.token.differential;

import java.util.List;

/** Changes to the header. */
final class HeaderMutations {

    static final List<Mutation> ALL = List.of(
            (draft, dice) -> draft.header().set("typ", acceptedType(dice)),
            (draft, dice) -> draft.header().set("typ", acceptedType(dice)),
            (draft, dice) -> draft.header().set("typ", otherType(dice)),
            (draft, dice) -> draft.header().set("alg", algorithm(dice)),
            (draft, dice) -> draft.header().set("kid", kid(dice)),
            (draft, dice) -> ignored(draft.header(), dice),
            (draft, dice) -> ignored(draft.header(), dice),
            (draft, dice) -> unsupported(draft.header(), dice));

    private HeaderMutations() {}

    private static String acceptedType(Dice dice) {
        return dice.pick(
                "\"JWT\"",
                "\"jwt\"",
                "\"Jwt\"",
                "\"at+jwt\"",
                "\"AT+JWT\"",
                "\"At+Jwt\"",
                "\"application/at+jwt\"",
                "\"Application/AT+JWT\"",
                "\"\\u004aWT\"");
    }

    private static String otherType(Dice dice) {
        return dice.oneIn(3)
                ? Values.any(dice)
                : dice.pick(
                        "\"application/jwt\"",
                        "\"JWT \"",
                        "\"logout+jwt\"",
                        "\"dpop+jwt\"",
                        "\"id_token\"",
                        "\"JOSE\"",
                        "\"at+jwt;v=1\"",
                        "\"application/application/at+jwt\"",
                        "\"\"",
                        "null");
    }

    private static String algorithm(Dice dice) {
        return dice.oneIn(3)
                ? Values.near("RS256", dice)
                : dice.pick(
                        "\"none\"",
                        "\"nOnE\"",
                        "\"HS256\"",
                        "\"RS384\"",
                        "\"PS256\"",
                        "\"ES256\"",
                        "\"rs256\"",
                        "null");
    }

    private static String kid(Dice dice) {
        return dice.oneIn(2)
                ? Values.near(SeededKey.KID, dice)
                : dice.pick("null", "1", "\"../x\"", "\"' OR 1=1 --\"", Literal.of("k".repeat(10_240)), "\"\"");
    }

    /** Members that tell where to find a key, which we ignore. */
    private static void ignored(Members header, Dice dice) {
        switch (dice.below(4)) {
            case 0 -> header.set("jwk", SeededKey.jwk());
            case 1 -> header.set(dice.pick("jku", "x5u"), "\"https://keys.example.test/keys\"");
            case 2 -> header.set(dice.pick("x5t", "x5t#S256"), "\"dGh1bWI\"");
            default -> header.set(dice.pick("jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256"), Values.any(dice));
        }
    }

    private static void unsupported(Members header, Dice dice) {
        switch (dice.below(5)) {
            case 0 -> header.set("crit", dice.pick("[]", "[\"b64\"]", "[\"exp\"]", "\"b64\"", "null", "[\"crit\"]"));
            case 1 -> header.set("zip", dice.pick("\"DEF\"", "\"\"", "null", "true"));
            case 2 -> header.set("b64", dice.pick("true", "false", "null", "\"false\""));
            case 3 -> header.set("crit", "[\"b64\"]").set("b64", dice.pick("true", "false"));
            default -> header.set("cty", dice.pick("\"JWT\"", "\"json\"", "\"\"", "null"));
        }
    }
}
