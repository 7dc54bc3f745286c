import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a piece of Java, so that a search ignores white space and comments. */
record Tokens(List<Token> list) {

    /** Matches comments and white space first, which are skipped; operators are single characters. */
    private static final Pattern NEXT = Pattern.compile(
            "(?<none>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)"
                    + "|\"\"\"(?s:(?:\\\\.|[^\\\\])*?)\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'"
                    + "|[\\w$]+|(?s:.)");

    record Token(String text, int start, int end) {}

    record Range(int start, int end) {}

    static Tokens of(String source, Range range) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = NEXT.matcher(source).region(range.start, range.end);
        while (matcher.lookingAt()) {
            if (matcher.group("none") == null) {
                tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
            }
            matcher.region(matcher.end(), range.end);
        }
        return new Tokens(tokens);
    }

    static Tokens of(String source) {
        return of(source, new Range(0, source.length()));
    }

    /** Returns the ranges of the source with these tokens in sequence. */
    List<Range> find(Tokens piece) {
        List<String> wanted = piece.texts();
        List<String> texts = texts();
        List<Range> found = new ArrayList<>();
        for (int at = 0; !wanted.isEmpty() && at + wanted.size() <= texts.size(); at++) {
            if (texts.subList(at, at + wanted.size()).equals(wanted)) {
                found.add(new Range(list.get(at).start, list.get(at + wanted.size() - 1).end));
            }
        }
        return found;
    }

    private List<String> texts() {
        return list.stream().map(Token::text).toList();
    }
}
