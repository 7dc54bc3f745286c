package io.busha.resourceserver.it.contract;

import java.util.ArrayList;
import java.util.List;

/** Files, which the container's default servlet serves. Every file that must not be served contains "protected". */
final class FileRows {

    private static final List<String> BEFORE = Words.of("""
            /static/..  /static/..;  /static/%2e%2e  /static/%2e%2e;x  /static/.;/..  /static//..  /static;/..
            /static/x/../..  /static/..%2f..  /static/..%5c..  /static/..%00  /.  /;  /%2e  /;x  /%2f  \\  /..  /static
            """);

    private FileRows() {}

    /** Path rule differs from dispatch: the default servlet and the files that it serves. */
    static void files(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String weak = bench.mint().scopes().sign();
        cases.check("open", Request.get("/static/page.txt"), Verdict.served("static page"));
        cases.check("open, HEAD", Request.of("HEAD", "/static/page.txt"), Verdict.served(""));
        cases.check("open, by its full name", Request.get("/st%61tic/p%61ge.txt"), Verdict.served("static page"));
        cases.check("the scope", Request.get("/vault/page.txt").bearer(read), Verdict.served("protected: vault"));
        for (String method : List.of("GET", "HEAD")) {
            Request vault = Request.of(method, "/vault/page.txt");
            cases.check(method + " vault, nobody", vault, Verdict.refused(Problem.NO_CREDENTIALS));
            cases.check(
                    method + " vault, no scope",
                    vault.bearer(weak),
                    Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read"));
            for (String path : List.of("/unlisted/page.txt", "/unlisted/", "/index.html", "/nowhere.txt", "/")) {
                Request unlisted = Request.of(method, path);
                // To Spring "/" is an endpoint that shows index.html.
                Verdict refused = path.equals("/") ? Verdict.refused(Problem.ENDPOINT_CLOSED) : Verdict.unmapped();
                cases.check(method + " " + path, unlisted, refused);
                cases.check(method + " " + path + ", valid token", unlisted.bearer(read), refused);
            }
        }
        for (String method : List.of("PUT", "DELETE", "POST", "PATCH", "OPTIONS")) {
            for (String path : List.of("/static/page.txt", "/static/new.txt", "/vault/page.txt")) {
                Request write = Request.of(method, path).bearer(bench.mint().sign());
                cases.check(method + " " + path, write, Verdict.unmapped());
            }
        }
        cases.check("the file is still served", Request.get("/static/page.txt"), Verdict.served("static page"));
        spellings(cases, weak, read);
    }

    private static void spellings(Cases cases, String weak, String read) {
        for (String path : spellingsOf("/vault/page.txt")) {
            cases.check(path + ", nobody", Request.get(path), Verdict.nothingProtected());
            cases.check(path + ", no scope", Request.get(path).bearer(weak), Verdict.nothingProtected());
        }
        for (String path :
                List.of("/unlisted/page.txt", "/index.html", "/WEB-INF/hidden.txt", "/META-INF/hidden.txt")) {
            for (String spelling : spellingsOf(path)) {
                cases.check(spelling, Request.get(spelling).bearer(read), Verdict.nothingProtected());
            }
        }
        for (String path : Words.of("""
                /web-inf/hidden.txt  /Web-Inf/hidden.txt  /WEB-INF  /WEB-INF/  /META-INF/  /WEB-INF%2fhidden.txt
                /WEB-INF/pages/closed.jsp  /WEB-INF/pages/inside.jsp  /%57EB-INF/hidden.txt  /WEB-INF./hidden.txt
                /WEB-INF%20/hidden.txt  /WEB-INF;/hidden.txt  /static/../WEB-INF/web.xml  /static/WEB-INF/hidden.txt
                /WEB-INF%00/hidden.txt  /WEB-INF%5chidden.txt  /%u0057EB-INF/hidden.txt  /%2557EB-INF/hidden.txt
                """)) {
            cases.check(path, Request.get(path).bearer(read), Verdict.nothingProtected());
        }
    }

    private static List<String> spellingsOf(String path) {
        List<String> all = new ArrayList<>();
        BEFORE.forEach(before -> all.add(before + path));
        for (String after :
                Words.of("/  ;  ;x=1  %00  %00.txt  %2f  %20  %0a  ~  .  /.  /x/..  ?x  #x  ::$DATA  .bak")) {
            all.add(path + after);
        }
        String folder = path.substring(0, path.lastIndexOf('/'));
        String file = path.substring(path.lastIndexOf('/') + 1);
        for (String between : Words.of("//  /./  /;/  /%2e/  %2f  %5c  \\  ;/  ;x/  /x/../  /x/..;/  %00/")) {
            all.add(folder + between + file);
        }
        return all;
    }
}
