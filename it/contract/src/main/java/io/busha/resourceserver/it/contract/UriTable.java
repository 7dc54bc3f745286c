package io.busha.resourceserver.it.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The example URIs of the Servlet 6 specification (section "URI Path Canonicalization"), with all of {@code /foo} open except
 * {@code /foo/bar} and below. A container may refuse any of them; the rule applies to every URI that it accepts.
 */
final class UriTable {

    /** The URIs of the table. */
    private static final List<String> URIS = Words.of("""
                    foo/bar  /foo/bar  /foo/bar;jsessionid=1234  /foo/bar/  /foo/bar/;jsessionid=1234  /foo;/bar;
                    /foo;/bar;/;  /foo%00/bar/  /foo%7Fbar  /foo%2Fbar  /foo%2Fb%25r  /foo/b%25r  /foo\\bar  /foo%5Cbar
                    /foo;%2F/bar  /foo/./bar  /foo/././bar  /./foo/bar  /foo/%2e/bar  /foo/.;/bar  /foo/%2e;/bar
                    /foo/.%2Fbar  /foo/.%5Cbar  /foo/bar/.  /foo/bar/./  /foo/bar/.;  /foo/bar/./;  /foo/.bar
                    /foo/../bar  /foo/../../bar  /../foo/bar  /foo/%2e%2E/bar  /foo/%2e%2e/%2E%2E/bar  /foo/./../bar
                    /foo/..;/bar  /foo/%2e%2E;/bar  /foo/..%2Fbar  /foo/..%5Cbar  /foo/bar/..  /foo/bar/../
                    /foo/bar/..;  /foo/bar/../;  /foo/..bar  /foo/.../bar  /foo//bar  //foo//bar//
                    /;/foo;/;/bar/;/;  /foo//../bar  /foo/;/../bar  /foo%E2%82%ACbar  /foo%20bar  /foo%E2%82
                    /foo%E2%82bar  /foo%-1/bar  /foo%XX/bar  /foo%/bar  /foo/bar%0  /good%20/bad%/%20mix%
                    /foo/bar?q  /foo/bar#f  /foo/bar?q#f  /foo/bar/?q  /foo/bar/#f  /foo/bar/?q#f  /foo/bar;?q
                    /foo/bar;#f  /foo/bar;?q#f  /  //  /;/  /.  /..  /./  /../  foo/bar/  ./foo/bar/  %2e/foo/bar/
                    ../foo/bar/  .%2e/foo/bar/  ;/foo/bar/  /#f  #f  /?q  ?q
                    """);

    /** Prefixes that make a URI begin below an open path. */
    private static final List<String> TRICKS = Words.of("""
                    /foo/..  /foo/..;  /foo/..;x=1  /foo/%2e%2e  /foo/%2E.  /foo/%2e%2e;  /foo/x/../..  /foo/.;/..
                    /foo//..  /foo/;/..  /foo;/..  /foo/..%2f  /foo/..%5c  /foo/..%00  /foo\\..  /foo/./%2e%2e/.
                    /;  /.  /foo/../bar/..  /foo%2f..
                    """);

    /** Further URIs that resemble the open prefix but are outside it. */
    private static final List<String> NEIGHBOURS = Words.of("""
                    /foobar  /foobar/  /foobar;x  /fo%6fbar  /foo%62ar  /foo;bar  /foo%3Bbar  /FOO/x  /Foo/x  /foo%2fx
                    /foo.x  /foo~  /fo  /xfoo/x  /x/foo/x  /bar/foo  /bar/../bar  /bar;/foo  /bar/x  /foo%2f../bar
                    /api/..;/bar  /;/bar  //bar  /foo/%2e%2e/bar  /bar%0a  /foo/b%61r  /foo/bar%2fx  /foo/bar/x
                    /foo/Bar/../bar  /foo/b%61r/x  /foo/bar%20  /foo/bar,  /foo/BAR/../bar
                    """);

    private static final Pattern PUBLIC = Pattern.compile("/foo(?!/bar(?:/|$))(?:/.*)?", Pattern.DOTALL);

    private static final Verdict ONLY_PUBLIC = Verdict.onlyAt(PUBLIC.asMatchPredicate());

    private UriTable() {}

    /** Path rule differs from dispatch: the specification's examples, unchanged and behind an open prefix. */
    static void rows(Bench bench, Cases cases) {
        String weak = bench.mint().scopes().sign();
        URIS.forEach(uri -> check(cases, uri, weak));
        tricks().forEach(uri -> {
            cases.check(uri + ", no scope", Request.get(uri).bearer(weak), ONLY_PUBLIC);
            if (HttpContract.ALL) {
                cases.check(uri + ", nobody", Request.get(uri), ONLY_PUBLIC);
            }
        });
        NEIGHBOURS.forEach(uri -> check(cases, uri, weak));
        for (String open : List.of("/foo", "/foo/", "/foo/x", "/foo/.bar", "/foo/..bar", "/foo/.../bar", "/foo/barx")) {
            cases.check(open + " is open", Request.get(open), Verdict.accepted(open));
        }
        String read = bench.mint().scopes("balances:read").sign();
        for (String scoped : List.of("/foo/bar", "/foo/bar/", "/foo/bar/x", "/bar", "/bar/x")) {
            cases.check(scoped + " with its scope", Request.get(scoped).bearer(read), Verdict.accepted(scoped));
            cases.check(
                    scoped + " without its scope",
                    Request.get(scoped).bearer(weak),
                    Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
        }
    }

    private static void check(Cases cases, String uri, String weak) {
        cases.check(uri + ", nobody", Request.get(uri), ONLY_PUBLIC);
        cases.check(uri + ", no scope", Request.get(uri).bearer(weak), ONLY_PUBLIC);
    }

    /** Returns every URI behind every prefix; in the short form, behind every second prefix. */
    private static List<String> tricks() {
        List<String> uris = new ArrayList<>();
        for (int i = 0; i < URIS.size(); i++) {
            for (int j = 0; j < TRICKS.size(); j++) {
                if (HttpContract.ALL || (i + j) % 2 == 0) {
                    uris.add(TRICKS.get(j) + URIS.get(i));
                }
            }
        }
        return uris;
    }
}
