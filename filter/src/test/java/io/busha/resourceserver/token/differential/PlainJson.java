package io.busha.resourceserver.token.differential;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second parser of strict JSON (RFC 8259, RFC 7493), without any library: returns one object or the name of the first error.
 * Numbers are {@link BigDecimal}.
 */
final class PlainJson {

    /** What is wrong with a text. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String name) {
            super(name, null, false, false);
        }
    }

    private static final Pattern NUMBERS = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");
    private static final int MAX_NESTING = 64;
    private static final int MAX_DIGITS = 1000;

    private final String text;
    private int at;
    private int depth;

    private PlainJson(String text) {
        this.text = text;
    }

    static Map<String, @Nullable Object> object(byte[] utf8) {
        String text = decode(utf8);
        if (text.startsWith("\ufeff")) {
            throw new Fault("byte order mark");
        }
        PlainJson json = new PlainJson(text);
        if (!json.take('{')) {
            throw new Fault("no object");
        }
        Map<String, @Nullable Object> object = json.members();
        json.skipBlanks();
        if (json.at < text.length()) {
            throw new Fault("text after the object");
        }
        return object;
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Fault("not UTF-8");
        }
    }

    private @Nullable Object value() {
        if (take('{')) {
            return members();
        }
        if (take('[')) {
            return elements();
        }
        if (take('"')) {
            return string();
        }
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        return number();
    }

    private Map<String, @Nullable Object> members() {
        deeper();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (!take('}')) {
            require(members.isEmpty() || take(','));
            require(take('"'));
            String name = string();
            require(take(':'));
            if (members.containsKey(name)) {
                throw new Fault("a member twice");
            }
            members.put(name, value());
        }
        depth--;
        return members;
    }

    private List<@Nullable Object> elements() {
        deeper();
        List<@Nullable Object> elements = new ArrayList<>();
        while (!take(']')) {
            require(elements.isEmpty() || take(','));
            elements.add(value());
        }
        depth--;
        return elements;
    }

    private void deeper() {
        if (++depth > MAX_NESTING) {
            throw new Fault("nested deeper than 64");
        }
    }

    private BigDecimal number() {
        Matcher number = NUMBERS.matcher(text).region(at, text.length());
        require(number.lookingAt());
        at = number.end();
        if (number.group().length() > MAX_DIGITS) {
            throw new Fault("a number beyond 1,000 digits or a decimal's exponent");
        }
        try {
            return new BigDecimal(number.group());
        } catch (NumberFormatException e) {
            throw new Fault("a number beyond 1,000 digits or a decimal's exponent");
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (char c = character(); c != '"'; c = character()) {
            require(c >= ' ');
            string.append(c == '\\' ? escaped(character()) : c);
        }
        if (string.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Fault("unpaired surrogate");
        }
        return string.toString();
    }

    private char escaped(char kind) {
        if (kind != 'u') {
            int place = "\"\\/bfnrt".indexOf(kind);
            require(place >= 0);
            return "\"\\/\b\f\n\r\t".charAt(place);
        }
        require(at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}"));
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private char character() {
        require(at < text.length());
        return text.charAt(at++);
    }

    private boolean take(char c) {
        skipBlanks();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Fault("not JSON");
        }
    }
}
