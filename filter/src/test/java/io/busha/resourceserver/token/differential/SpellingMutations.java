package io.busha.resourceserver.token.differential;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Other encodings of a text, most of which a lenient decoder reads as equal bytes. */
final class SpellingMutations {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final Pattern END = Pattern.compile("[ \\t]+$");

    private SpellingMutations() {}

    /** Changes one part or how the parts are joined. Trailing blanks are part of neither credential nor token. */
    static String change(String token, Dice dice) {
        return END.matcher(changed(token, dice)).replaceAll("");
    }

    private static String changed(String token, Dice dice) {
        String[] parts = token.split("\\.", -1);
        if (dice.oneIn(4)) {
            return structure(token, parts, dice);
        }
        int place = dice.below(parts.length);
        parts[place] = part(parts[place], dice);
        return String.join(".", parts);
    }

    private static String structure(String token, String[] parts, Dice dice) {
        int last = parts.length - 1;
        return switch (dice.below(10)) {
            case 0 -> token.substring(0, dice.below(token.length()));
            case 1 ->
                token + dice.pick(".", "..", ".e30", ".x", "\n", " x", "\u0000", "=", "==", "%3D", "A", "~", "{}");
            case 2 -> dice.pick(".", "A", "\t", "Bearer ", "e30.", "=") + token;
            case 3 -> swapped(parts, dice.below(last + 1), dice.below(last + 1));
            case 4 -> token.replaceFirst("\\.", dice.pick("..", ".=.", ". ", " .", ".\n", "%2E", "", ":", "\u3002"));
            case 5 -> token + "." + parts[last];
            case 6 -> String.join(".", Arrays.copyOf(parts, last));
            case 7 -> String.join(".", Arrays.copyOf(parts, last)) + ".";
            case 8 -> ".".repeat(1 + dice.below(5000)) + token;
            default -> token.toLowerCase(Locale.ROOT);
        };
    }

    private static String swapped(String[] parts, int one, int other) {
        String[] swapped = parts.clone();
        swapped[one] = parts[other];
        swapped[other] = parts[one];
        return String.join(".", swapped);
    }

    private static String part(String part, Dice dice) {
        if (part.isEmpty()) {
            return dice.pick("A", "e30", "=");
        }
        int place = dice.below(part.length());
        String before = part.substring(0, place);
        String after = part.substring(place + 1);
        char c = part.charAt(place);
        return switch (dice.below(11)) {
            case 0 -> before + (char) (c ^ (1 << dice.below(8))) + after;
            case 1 -> before + dice.pick(ALPHABET.split("")) + after;
            case 2 -> before + switchedCase(c) + after;
            case 3 -> before + after;
            case 4 ->
                before + dice.pick(" ", "\n", "\t", "=", "-", "A", "%", "\u00e9", "*", "\r\n", "~", ",") + c + after;
            case 5 -> part + dice.pick("=", "==", "===", " ", "\n", "A", "AA", "AAAA", "-", "~", "~~", "*");
            case 6, 7 -> withTailBits(part, dice);
            case 8 -> part.replace('-', '+').replace('_', '/');
            case 9 -> part.substring(0, part.length() - 1 - dice.below(Math.min(4, part.length())));
            default -> "A".repeat(1 + dice.below(4)) + part;
        };
    }

    private static char switchedCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    /** Sets some of those bits of the last character that belong to no byte. */
    private static String withTailBits(String part, Dice dice) {
        int last = part.length() - 1;
        int bits = Math.max(0, ALPHABET.indexOf(part.charAt(last)));
        int spare = part.length() % 4 == 2 ? 4 : part.length() % 4 == 3 ? 2 : 0;
        int changed = bits ^ (spare == 0 ? 1 : 1 + dice.below((1 << spare) - 1));
        return part.substring(0, last) + ALPHABET.charAt(changed);
    }
}
