package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Servlets and JSPs that are mapped on an extension. */
final class ExtensionRows {

    /** Paths that do not end with the extension on a server that parses paths correctly. */
    private static final Pattern ANOTHER_EXTENSION =
            Pattern.compile("\\.act(?:/|//|/;y|/x|\\.|%20|%2e|~|%0a|%3b|/\\./)$|\\.ACT$");

    private ExtensionRows() {}

    /** Path rule differs from dispatch: a servlet on an extension, with route lines and with its annotation. */
    static void servlet(Bench bench, Cases cases) {
        String weak = bench.mint().scopes().sign();
        String read = bench.mint().scopes("balances:read").sign();
        String write = bench.mint().scopes("transfers:write").sign();
        cases.check("open", Request.get("/do/open.do"), Verdict.accepted("/do/open.do"));
        cases.check("the scope", Request.get("/do/scoped.do").bearer(read), Verdict.accepted("/do/scoped.do"));
        cases.check("nobody", Request.get("/do/scoped.do"), Verdict.refused(Problem.NO_CREDENTIALS));
        cases.check("undeclared", Request.get("/do/x.do").bearer(read), Verdict.refused(Problem.ENDPOINT_CLOSED));
        cases.check("elsewhere", Request.get("/open.do").bearer(read), Verdict.refused(Problem.ENDPOINT_CLOSED));
        for (String path : spellings("/do", "do")) {
            cases.check(path + ", nobody", Request.get(path), Verdict.onlyAt("/do/open.do"::equals));
            cases.check(path + ", no scope", Request.get(path).bearer(weak), Verdict.onlyAt("/do/open.do"::equals));
        }
        for (String path : List.of("/x.act", "/a/b/c.act", "/.act", "/table/open.act")) {
            cases.check(path + ", nobody", Request.get(path), Verdict.shutOut());
            cases.check(path + ", another scope", Request.get(path).bearer(read), Verdict.shutOut());
        }
        cases.check("annotated, the scope", Request.get("/a/b.act").bearer(write), Verdict.accepted("action"));
        for (String path : spellings("/act", "act")) {
            Verdict refused = ANOTHER_EXTENSION.matcher(path).find() ? Verdict.shutOutOrNowhere() : Verdict.shutOut();
            cases.check(path + ", another scope", Request.get(path).bearer(read), refused);
        }
    }

    /** Path rule differs from dispatch: JSPs, which only route lines can open. */
    static void jsp(Bench bench, Cases cases) {
        String weak = bench.mint().scopes().sign();
        String read = bench.mint().scopes("balances:read").sign();
        cases.check("open", Request.get("/pages/open.jsp"), Verdict.accepted("open JSP"));
        cases.check(
                "the scope", Request.get("/pages/scoped.jsp").bearer(read), Verdict.accepted("protected: scoped JSP"));
        cases.check("nobody", Request.get("/pages/scoped.jsp"), Verdict.refused(Problem.NO_CREDENTIALS));
        Request undeclared = Request.get("/pages/undeclared.jsp");
        cases.check("undeclared", undeclared, Verdict.refused(Problem.ENDPOINT_CLOSED));
        cases.check("undeclared, valid token", undeclared.bearer(read), Verdict.refused(Problem.ENDPOINT_CLOSED));
        for (String path : spellings("/pages", "jsp")) {
            cases.check(path + ", nobody", Request.get(path), ExtensionRows::onlyOpenJsp);
            cases.check(path + ", no scope", Request.get(path).bearer(weak), ExtensionRows::onlyOpenJsp);
        }
        for (String path :
                Words.of("/vault/jsp/  /vault/jsp  /vault/jsp/index.jsp  /vault/jsp/;x  /pages/../vault/jsp/")) {
            cases.check("welcome file " + path, Request.get(path), Verdict.nothingProtected());
        }
        cases.check("below WEB-INF", Request.get("/WEB-INF/pages/inside.jsp").bearer(read), Verdict.nothingProtected());
        Verdict inside = Verdict.acceptedThrough(2, body -> assertThat(body).isEqualTo("inside JSP"));
        cases.check(
                "forwarded to",
                Request.get("/dispatch/forward?/WEB-INF/pages/inside.jsp").bearer(weak),
                inside);
        for (String page : List.of("/WEB-INF/pages/closed.jsp", "/pages/undeclared.jsp")) {
            Request forward = Request.get("/dispatch/forward?" + page).bearer(read);
            cases.check("forwarded to " + page, forward, Verdict.refusedInside(1, Problem.ENDPOINT_CLOSED, ""));
            Request include = Request.get("/dispatch/include?" + page).bearer(read);
            cases.check("included: " + page, include, Verdict.nothingInside());
        }
    }

    private static void onlyOpenJsp(Verdict.Answer answer) {
        if (answer.response().status() == 200) {
            Verdict.accepted("open JSP").judge(answer);
        } else {
            Verdict.nothingProtected().judge(answer);
        }
    }

    /** Returns spellings of the scoped path, some of which begin at the open one. */
    private static List<String> spellings(String folder, String extension) {
        String scoped = folder + "/scoped." + extension;
        String open = folder + "/open." + extension;
        List<String> all = new ArrayList<>();
        for (String after : Words.of("""
                /  //  ;y  ;  ;x=1  /;y  %00  %00.txt  %2f  /x  /x/..  /../scoped.EXT  %2f..%2fscoped.EXT  .  %20  %2e  ~
                ;.txt  ;/../open.EXT  ?/open.EXT  #/open.EXT  %0a  %5c  \\  %3b  /.  /./  /..;/scoped.EXT
                """.replace("EXT", extension))) {
            all.add(scoped + after);
        }
        for (String between : Words.of("""
                /../  /..;/  ;/../  ;x/..;/  %2f..%2f  /..%2f  /..%5c  %00/../  /%2e%2e/  /%2e%2e;/  //../  /./../  \\..\\
                """)) {
            all.add(open + between + "scoped." + extension);
        }
        all.add(open + "%00scoped." + extension);
        all.add(open + ";scoped." + extension);
        for (String between : Words.of("//  /./  /;/  %2f  /%2e/  /x/../  ;/  ;x/  \\  %5c")) {
            all.add(folder + between + "scoped." + extension);
        }
        all.add(folder + "/scoped." + extension.toUpperCase(Locale.ROOT));
        all.add(folder + "/Scoped." + extension);
        all.add(folder + "/scoped%2e" + extension);
        return all;
    }
}
