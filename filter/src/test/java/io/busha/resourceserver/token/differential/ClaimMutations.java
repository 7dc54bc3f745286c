package io.busha.resourceserver.token.differential;

import java.util.List;

/** Changes to issuer, audience, client, subject and scopes. */
final class ClaimMutations {

    static final List<Mutation> ALL = List.of(
            (draft, dice) -> draft.claims().set("iss", near(Scenario.ISSUER, dice)),
            (draft, dice) -> draft.claims().set("client_id", client(dice)),
            (draft, dice) -> draft.claims().set("sub", subject(dice)),
            (draft, dice) -> draft.claims().set("jti", dice.oneIn(3) ? Values.any(dice) : Values.string(dice)),
            (draft, dice) -> draft.claims().set("aud", audience(dice)),
            (draft, dice) -> draft.claims().set("aud", audience(dice)),
            (draft, dice) -> draft.claims().set("scp", scopes(dice)),
            (draft, dice) -> draft.claims().set("scp", scopes(dice)),
            (draft, dice) -> draft.claims().set("scope", scopes(dice)),
            (draft, dice) -> draft.claims().remove("scp").set("scope", scopes(dice)),
            (draft, dice) -> mark(draft.claims(), dice),
            (draft, dice) -> draft.claims().set("ext", Values.any(dice)),
            (draft, dice) ->
                    draft.claims().set("cnf", dice.pick("{\"jkt\":\"x\"}", "{\"x5t#S256\":\"x\"}", "{}", "null")));

    private ClaimMutations() {}

    private static String near(String right, Dice dice) {
        return dice.oneIn(4) ? Values.any(dice) : Values.near(right, dice);
    }

    private static String client(Dice dice) {
        return dice.oneIn(2) ? Literal.of(Scenario.SECOND_CLIENT) : near(Scenario.CLIENT, dice);
    }

    private static String subject(Dice dice) {
        return dice.oneIn(3)
                ? Values.any(dice)
                : dice.pick(
                        "\"user 2\"",
                        "\"\\u0000\"",
                        "\"a\\nb\"",
                        "\"\u00e9t\u00e9\"",
                        "\"\"",
                        "\" user\"",
                        "\"user\\t\"",
                        "\"user\\u2003\"",
                        "\"user\\u00a0\"",
                        "\"\\u3000\"",
                        "7");
    }

    private static String audience(Dice dice) {
        String client = Literal.of(Scenario.CLIENT);
        return switch (dice.below(12)) {
            case 0, 1 -> client;
            case 2, 3 -> "[" + client + "]";
            case 4 -> "[\"https://api.example.test\"," + client + "]";
            case 5 -> "[" + client + "," + client + "]";
            case 6 -> Literal.of(Scenario.CLIENT + " other");
            case 7 -> dice.pick("\"\"", "[\"\"]", "[\"other\"]", "\"other\"", "{}", "null", "0");
            case 8 -> "[" + client + "," + dice.pick("1", "null", "[]", "{}", "true") + "]";
            case 9 -> "[[" + client + "]]";
            case 10 -> "[" + Literal.of(Scenario.SECOND_CLIENT) + "]";
            default -> near(Scenario.CLIENT, dice);
        };
    }

    private static String scopes(Dice dice) {
        return dice.oneIn(5)
                ? Values.any(dice)
                : dice.pick(
                        "\"openid balances:read\"",
                        "\"  balances:read   transfers:write \"",
                        "\"balances:read\\ttransfers:write\"",
                        "\"balances:read\\ntransfers:write\"",
                        "\"balances:read,transfers:write\"",
                        "\"balances:read\\u00a0transfers:write\"",
                        "\"\"",
                        "[]",
                        "[\"\"]",
                        "[\"balances:read transfers:write\"]",
                        "[\"balances:read\",\"balances:read\"]",
                        "[\"Balances:Read\",\" balances:read\"]",
                        "[[\"balances:read\"]]",
                        "[\"balances:read\",null]",
                        "{\"balances:read\":true}",
                        "null");
    }

    /** Marks of other kinds of token: alone, repeated in {@code ext}, or with another value there. */
    private static void mark(Members claims, Dice dice) {
        String name = dice.pick("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc");
        String value = dice.pick("\"n-1\"", "1795262400", "{\"a\":[]}", "null", "[1,\"a\"]", "true");
        claims.set(name, value);
        switch (dice.below(5)) {
            case 0 -> claims.set("ext", "{" + Literal.of(name) + ":\"other\"}");
            case 1 -> claims.set("ext", "[" + Literal.of(name) + "]");
            case 2, 3 -> claims.set("ext", "{\"a\":1," + Literal.of(name) + ":" + value + "}");
            default -> claims.set("ext", "{}");
        }
    }
}
