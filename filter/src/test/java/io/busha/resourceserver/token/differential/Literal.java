package io.busha.resourceserver.token.differential;

/** A text as a JSON string. */
final class Literal {

    private Literal() {}

    static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                literal.append(String.format("\\u%04x", c));
            } else {
                literal.append((char) c);
            }
        });
        return literal.append('"').toString();
    }

    /** Returns an equal text in another notation: every character is an escape. */
    static String escaped(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> literal.append(String.format("\\u%04X", c)));
        return literal.append('"').toString();
    }
}
