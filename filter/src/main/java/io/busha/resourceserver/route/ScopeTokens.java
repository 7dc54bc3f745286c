package io.busha.resourceserver.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the names of scopes, and refuses a text that looks like a scope but cannot be meant as one. */
final class ScopeTokens {

    // RFC 6749 section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    /** The prefixes of authorities and roles in other libraries. */
    private static final Pattern PREFIX = Pattern.compile("(?i)(?:SCOPE|ROLE)_.*");

    private static final String OPEN = "open in a route line, or @Open";
    private static final String AUTHENTICATED = "authenticated in a route line, or @Authenticated";
    private static final String CLOSED = "closed in a route line, or nothing at all";
    private static final Map<String, String> WORDS = Map.of(
            "open", OPEN,
            "permitall", OPEN,
            "anonymous", OPEN,
            "authenticated", AUTHENTICATED,
            "fullyauthenticated", AUTHENTICATED,
            "isauthenticated", AUTHENTICATED,
            "closed", CLOSED,
            "denyall", CLOSED);

    private ScopeTokens() {}

    /**
     * Returns these scopes without repetitions.
     *
     * @throws IllegalArgumentException if there is none, or one of them cannot be a scope
     */
    static Set<String> of(List<String> scopes) {
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("at least one scope is required");
        }
        return scopes.stream().map(ScopeTokens::checked).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String checked(String scope) {
        if (!TOKEN.matcher(scope).matches()) {
            throw new IllegalArgumentException("\"" + scope + "\" is not a scope: it is empty, or holds a blank, a"
                    + " quote, a backslash or a character outside ASCII");
        }
        String ours = WORDS.get(scope.toLowerCase(Locale.ROOT).replaceAll("[-_]|\\(\\)", ""));
        if (ours != null) {
            throw new IllegalArgumentException("\"" + scope + "\" is not a scope: write " + ours);
        }
        if (PREFIX.matcher(scope).matches()) {
            throw new IllegalArgumentException(
                    "\"" + scope + "\" is not a scope: write it as the token has it, without SCOPE_ or ROLE_");
        }
        if (scope.contains(",")) {
            throw new IllegalArgumentException("\"" + scope + "\" is not a scope: separate scopes by blanks in a"
                    + " route line, and write one string for each scope in an annotation");
        }
        if (scope.contains("${") || scope.contains("#{")) {
            throw new IllegalArgumentException(
                    "\"" + scope + "\" is not a scope: placeholders are not resolved, so write the scope itself");
        }
        return scope;
    }
}
