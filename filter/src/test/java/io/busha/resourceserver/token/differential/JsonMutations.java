package io.busha.resourceserver.token.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.BiFunction;

/** Texts that only some parsers accept as JSON, or that they read differently. */
final class JsonMutations {

    static final List<Mutation> ALL = List.of(
            (draft, dice) -> text(draft, dice, (json, own) -> before(own) + json),
            (draft, dice) -> text(draft, dice, (json, own) -> json + after(own)),
            (draft, dice) -> text(draft, dice, (json, own) -> " \t\r\n" + json + "\n "),
            (draft, dice) -> text(draft, dice, JsonMutations::inside),
            (draft, dice) -> text(draft, dice, JsonMutations::loose),
            (draft, dice) -> text(draft, dice, JsonMutations::smuggled),
            (draft, dice) -> bytes(draft, dice, JsonMutations::encoded));

    private JsonMutations() {}

    /** Writes one character per byte, so that the text need not be UTF-8. */
    private static void text(Draft draft, Dice dice, BiFunction<String, Dice, String> change) {
        bytes(draft, dice, (json, own) -> change.apply(new String(json, ISO_8859_1), own)
                .getBytes(ISO_8859_1));
    }

    /** The change has its own random choices: it is equal each time the text is read. */
    private static void bytes(Draft draft, Dice dice, BiFunction<byte[], Dice, byte[]> change) {
        long seed = dice.seed();
        (dice.oneIn(3) ? draft.header() : draft.claims()).edit(json -> change.apply(json, new Dice(seed)));
    }

    private static String before(Dice dice) {
        return dice.pick(
                "\u00ef\u00bb\u00bf", "\u0000", "/**/", "//\n", "[", "\f", "\u00c2\u00a0", "x", ")]}'\n", "{}");
    }

    private static String after(Dice dice) {
        return dice.pick("{}", "\u0000", "x", ",", "}", "//", " null", "\u00c2\u0085", "\n\n", "\u00ff", "[]");
    }

    private static String inside(String json, Dice dice) {
        int comma = json.indexOf(',', dice.below(json.length() + 1));
        String put = dice.pick("/**/", "//\n", "#\n", ",", "\u0000", "\f", "\u00c2\u00a0", " ", "\n", "\u000b");
        return comma < 0 ? json + put : json.substring(0, comma) + put + json.substring(comma);
    }

    private static String loose(String json, Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> json.replace('"', '\'');
            case 1 -> json.replaceAll("\"(\\w+)\":", "$1:");
            case 2 -> json.replaceFirst("}$", ",}");
            case 3 -> json.replace(':', '=');
            case 4 -> json.replaceFirst(",", ";");
            case 5 -> json.replaceFirst("(:)(\\d)", "$10$2");
            case 6 -> json.replaceFirst("(:)(\\d)", "$1+$2");
            case 7 -> json.replaceFirst("(\\d)([,}])", "$1.$2");
            case 8 ->
                json.replaceFirst(
                        "}$", ",\"t\":" + dice.pick("TRUE", "nul", "undefined", "0x1F", ".5", "1.e1", "") + "}");
            case 9 ->
                json.replaceFirst(
                        "}$", ",\"t\":\"" + dice.pick("\n", "\t", "\\x41", "\\'", "\\u12", "\\0", "\\a") + "\"}");
            case 10 -> json.substring(0, dice.below(json.length() + 1));
            default -> dice.pick("", "null", "[]", "\"\"", "1", "[" + json + "]", "{}", json + json);
        };
    }

    /** Bytes that are not UTF-8, in a claim that no verifier reads. */
    private static String smuggled(String json, Dice dice) {
        String bad = dice.pick(
                "\u00ff",
                "\u00c0\u0080",
                "\u00c1\u00a1",
                "\u00e0\u0080\u0080",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u0080",
                "\u00c3",
                "\u00c3\u00a9",
                "\u00f0\u009f\u0098\u0080",
                "\u00ef\u00bf\u00bf",
                "\u00ef\u00bf\u00bd");
        return json.replaceFirst("}$", ",\"t\":\"" + bad + "\"}");
    }

    private static byte[] encoded(byte[] json, Dice dice) {
        Charset charset = Charset.forName(dice.pick("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"));
        return new String(json, UTF_8).getBytes(charset);
    }
}
