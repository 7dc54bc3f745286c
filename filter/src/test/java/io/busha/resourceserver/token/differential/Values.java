package io.busha.resourceserver.token.differential;

import java.util.List;
import java.util.Locale;

/** JSON texts that parsers have misread before. */
final class Values {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "1.5",
            "-1.5",
            "0.0",
            "1e3",
            "1E+3",
            "25e-1",
            "1e-400",
            "1e308",
            "1e309",
            "1e400",
            "-1e400",
            "1e99999999999",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "9".repeat(900),
            "9".repeat(1500),
            "0." + "3".repeat(400));

    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"a\\r\\nb\"",
            "\"null\"",
            "\"true\"",
            "\"0\"",
            "\"\\ud83d\\ude00\"",
            "\"\ud83d\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\\uD800\\u0041\"",
            "\"e\\u0301\"",
            "\"\u00e9\"",
            "\"\\u202eabc\"",
            "\"\ufeffa\"",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
            Literal.of(Scenario.CLIENT),
            Literal.of(Scenario.ISSUER),
            Literal.of("x".repeat(3000)));

    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "false",
            "[]",
            "[null]",
            "[[]]",
            "[\"a\",1,null,true]",
            "[\"a\",\"b\"]",
            "{}",
            "{\"a\":{}}",
            "{\"a\":1,\"b\":[{}]}",
            "{\"a\":1,\"a\":1}",
            "{\"\":\"\"}",
            "[1e400]",
            "{\"exp\":1}");

    private Values() {}

    static String any(Dice dice) {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> dice.pick(OTHERS);
            case 3, 4 -> number(dice);
            case 5, 6 -> string(dice);
            default -> nested(dice);
        };
    }

    static String number(Dice dice) {
        return dice.pick(NUMBERS);
    }

    static String string(Dice dice) {
        return dice.pick(STRINGS);
    }

    /** Nested arrays, mostly around the 63 levels that fit into the enclosing object. */
    private static String nested(Dice dice) {
        int depth = dice.oneIn(12) ? 20_000 : 60 + dice.below(7);
        boolean arrays = dice.oneIn(2);
        return (arrays ? "[" : "{\"a\":").repeat(depth) + "1" + (arrays ? "]" : "}").repeat(depth);
    }

    /** Texts close to the right one, which a loose comparison would accept. */
    static String near(String right, Dice dice) {
        return switch (dice.below(14)) {
            case 0 -> Literal.of(right.toUpperCase(Locale.ROOT));
            case 1 -> Literal.of(right + " ");
            case 2 -> Literal.of(" " + right);
            case 3 -> Literal.of(right + "\u0000");
            case 4 -> Literal.of(right + "\n");
            case 5 -> Literal.of(right + "/");
            case 6 -> Literal.of(right + "x");
            case 7 -> Literal.of(right.substring(0, right.length() - 1));
            case 8 -> Literal.of(right.substring(1));
            case 9 -> Literal.of(right + "\u200b");
            case 10 -> Literal.of(right.replace('e', '\u0435'));
            case 11 -> "[" + Literal.of(right) + "]";
            case 12 -> Literal.of("");
            default -> Literal.escaped(right);
        };
    }
}
