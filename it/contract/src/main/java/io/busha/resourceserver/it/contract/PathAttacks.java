package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Paths that two parsers may read differently. */
final class PathAttacks {

    /** Pieces that make a raw path ambiguous. */
    private static final List<String> ODD = Words.of("""
                    //  /./  /../  /%2e/  /%2E/  /%2e%2e/  /.%2e/  /%2E./  /.;/  /..;/  /..;x=1/  /;/  /;x/  /%2f
                    /%2F  %2f/  %5c  %5C  \\  /%00  %00/  %01/  %09/  %0a/  %0A/  %0d/  %1f/  %7f/  %7F/  %25/
                    %252f  %252e%252e/  %3b/  %3B/  /%3bx/  /..%2f  /..%5c  /..%00/  ///  /.//  /%2e;/
                    """);

    /** Pieces that change the name of an endpoint. */
    private static final Pattern ANOTHER_WORD =
            Pattern.compile("\\w(?:%20|%0a|%09|%25|%3bx?|%00|%2f|%5c|\\.json|~)$|^/%(?:25|2f|5c)");

    private PathAttacks() {}

    /** Path rule differs from dispatch: endpoints with a route line. */
    static void table(Bench bench, Cases cases) {
        String all = bench.mint().sign();
        for (String odd : ODD) {
            for (String prefix : List.of("/table/public", "/table", "/table/public/x")) {
                String path = prefix + odd + (prefix.equals("/table") ? "public" : "y");
                boolean isBelow = !prefix.equals("/table") || odd.startsWith("/");
                Verdict refused = isBelow ? Verdict.closed() : Verdict.nowhere();
                cases.check(path + ", nobody", Request.get(path), refused);
                cases.check(path + ", valid token", Request.get(path).bearer(all), refused);
            }
            String back = "/table/public" + odd + "../balances";
            cases.check(back, Request.get(back), Verdict.shutOut());
        }
        for (String tail : Words.of("""
                    %00  %0a  %0A  %0d  %09  %1f  %7f  %2f  %5c  %25  %3b  %3Bx=1  /%2e  /%2e%2e  /.  /..  /.;  /..;
                    //  /;  /;x  %2e%2e/  \\  \\..\\balances
                    """)) {
            for (String path : List.of("/table/open" + tail, "/table/public/x" + tail)) {
                cases.check(path, Request.get(path), closedOrElsewhere(path));
            }
        }
        for (String path : Words.of("""
                    //table/open  /./table/open  /;/table/open  /;x/table/open  /x/../table/open  /x/..;/table/open
                    /%2e/table/open  /x/%2e%2e/table/open  /table/balances/../open  /table/balances/..;/open
                    /table/closed/%2e%2e/open  /table/closed/.;/../open  /table%2fopen  \\table\\open
                    /table/./public/x  /table//public/x
                    """)) {
            Verdict closed = path.startsWith("/table/") ? Verdict.closed() : Verdict.closedWithDots();
            cases.check(path, Request.get(path), closed);
            cases.check(path + ", valid token", Request.get(path).bearer(all), closed);
        }
        Request backslash = Request.get("/table%5copen");
        cases.check("an encoded backslash", backslash, Verdict.nowhere());
        cases.check("an encoded backslash, valid token", backslash.bearer(all), Verdict.nowhere());
        exact(bench, cases, all);
    }

    /** Expects closed, or unmapped for a path that leads to another segment. */
    private static Verdict closedOrElsewhere(String path) {
        return path.endsWith("..") || path.endsWith("..;") ? Verdict.shutOut() : Verdict.closed();
    }

    private static void exact(Bench bench, Cases cases, String all) {
        for (String path : Words.of("""
                    /table/open/  /table/Open  /table/OPEN  /table/openx  /table/ope  /table/open.json
                    /table/open%20  /table/open,  /table/publicx  /table/Public/x  /table/public.x  /table/publi
                    /table  /table/  /table/closed  /table/closed/  /table/closed;x=1  /table/balances/
                    /table/Balances  /table/accounts/7/8/statement  /table/accounts/statement
                    /table/accounts/7/statement/  /table/accounts/7/Statement  /table/accounts/7  /table/undeclared
                    /table/*  /table/**  /table/public%2a  /table/o%70en/x
                    """)) {
            cases.check(path, Request.get(path), Verdict.closed());
            cases.check(path + ", valid token", Request.get(path).bearer(all), Verdict.closed());
        }
        for (String path : Words.of("""
                    /TABLE/open  /Table/public/x  /tablex/open  /xtable/open  /table.open  /nowhere  /
                    /table%20/open
                    """)) {
            cases.check(path, Request.get(path), Verdict.closed());
        }
        for (Map.Entry<String, String> open : Map.of(
                        "/table/open",
                        "/table/open",
                        "/table/open?x=/table/closed",
                        "/table/open",
                        "/table/o%70en",
                        "/table/open",
                        "/table/%6Fpen",
                        "/table/open",
                        "/table/public",
                        "/table/public",
                        "/table/public/",
                        "/table/public/",
                        "/table/public/a/b.c",
                        "/table/public/a/b.c",
                        "/table/public/a%20b",
                        "/table/public/a b",
                        "/table/public/closed",
                        "/table/public/closed",
                        "/table/public/...",
                        "/table/public/...")
                .entrySet()) {
            cases.check(open.getKey() + " is open", Request.get(open.getKey()), Verdict.accepted(open.getValue()));
        }
        for (String path : Words.of("""
                    /table/balances  /table/b%61lances  /table/balances;x=1  /table/balances;/  /table;x/balances
                    /table/balances?/table/open  /table/balances;/table/open  /table/accounts/7/statement
                    /table/accounts/open/statement  /table/accounts/7;x=1/statement
                    /table/accounts/%C3%A9/statement
                    """)) {
            cases.check(path + ", nobody", Request.get(path), Verdict.shutOut());
        }
        for (String path : List.of(
                "/table/balances",
                "/table/accounts/7/statement",
                "/table/accounts/a%20b/statement",
                "/table/b%61lances")) {
            cases.check(path + ", valid token", Request.get(path).bearer(all), Verdict.accepted());
        }
        Request matrix = Request.get("/table/open;x=1");
        cases.check("a matrix parameter", matrix, PathAttacks::matrixParameter);
        String absolute = bench.door().uri() + "/table/balances";
        cases.check("an absolute target", Request.get(absolute), Verdict.refused(Problem.NO_CREDENTIALS));
        cases.check(
                "an absolute target, odd",
                Request.get(bench.door().uri() + "/table/public/..;/open"),
                Verdict.closed());
        cases.check(
                "an absolute target of another host",
                Request.get("http://elsewhere.example/table/balances"),
                Verdict.shutOut());
        cases.check("another method", Request.of("POST", "/table/open"), Verdict.refused(Problem.ENDPOINT_CLOSED));
        cases.check("HEAD takes the rule of GET", Request.of("HEAD", "/table/open"), Verdict.accepted());
        cases.check("TRACE", Request.of("TRACE", "/table/open"), PathAttacks::traceRefused);
    }

    private static void matrixParameter(Verdict.Answer answer) {
        (answer.front().takesMatrixParameters() ? Verdict.accepted("/table/open") : Verdict.refusedBefore())
                .judge(answer);
    }

    private static void traceRefused(Verdict.Answer answer) {
        assertThat(answer.response().status()).isEqualTo(answer.front().trace());
        assertThat(answer.handled()).isZero();
    }

    /** Path rule differs from dispatch: endpoints with an annotation, at any spelling of the path. */
    static void annotated(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        for (String path : paths("/balances")) {
            cases.check(path + ", nobody", Request.get(path), Verdict.shutOut());
        }
        for (String path : paths("/both")) {
            cases.check(path + ", one of two scopes", Request.get(path).bearer(read), shutOut(path));
        }
        for (String path : paths("/undeclared")) {
            cases.check(path + ", valid token", Request.get(path).bearer(read), shutOut(path));
        }
        for (String path : Words.of("""
                    /open/../balances  /open/..;/balances  /open/%2e%2e/balances  /open;/../balances
                    /table/public/../../balances  /table/public/..;/..;/balances  /open/./../balances
                    /open//../../balances  /open\\..\\balances  /open%2f..%2fbalances  /open/..%2fbalances
                    /open/%2e%2e%2fbalances  /open/..%5cbalances  /open/.%00./balances  /open/..%00/balances
                    """)) {
            cases.check(path, Request.get(path), Verdict.shutOut());
        }
    }

    private static Verdict shutOut(String path) {
        return ANOTHER_WORD.matcher(path).find() ? Verdict.shutOutOrNowhere() : Verdict.shutOutWithDots();
    }

    private static List<String> paths(String path) {
        String name = path.substring(1);
        List<String> paths = new ArrayList<>(List.of(
                path,
                path + "/",
                path + "//",
                path + ";",
                path + ";x=1",
                path + ";jsessionid=1",
                path + "/.",
                path + "/./",
                path + "/x/..",
                path + "?",
                path + "?/open",
                path + "#",
                path + "%20",
                path + "%00",
                path + "%0a",
                path + "%09",
                path + "%2f",
                path + "%5c",
                path + "%25",
                path + "%3b",
                path + "%3bx",
                path + ".json",
                path + "~",
                path + "\\",
                "/" + path,
                "//" + path,
                "/." + path,
                "/.." + path,
                "/x/.." + path,
                "/;" + path,
                "/;x" + path,
                "/.;" + path,
                "/..;" + path,
                "/x/..;" + path,
                "/x;y/.." + path,
                "/%2e" + path,
                "/x/%2e%2e" + path,
                "/x/%2e%2E;" + path,
                "/open/.." + path,
                "/open/..;" + path,
                "/%2f" + name,
                "/%5c" + name,
                "\\" + name,
                "/x\\.." + path));
        String first = String.format("%%%02x", (int) name.charAt(0));
        paths.add("/" + first + name.substring(1));
        paths.add("/%25" + first.substring(1) + name.substring(1));
        paths.add("/" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        return paths;
    }
}
