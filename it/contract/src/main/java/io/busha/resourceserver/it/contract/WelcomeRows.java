package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Folders with a welcome file, which a container serves by a redirect, by a forward or in place. */
final class WelcomeRows {

    private WelcomeRows() {}

    /** Path rule differs from dispatch: a route line for a folder also applies to its welcome file. */
    static void welcome(Bench bench, Cases cases) {
        String read = bench.mint().scopes("balances:read").sign();
        String weak = bench.mint().scopes().sign();
        cases.check("open", Request.get("/welcome/"), Verdict.served("welcome page"));
        cases.check("open, by its name", Request.get("/welcome/index.html"), Verdict.served("welcome page"));
        cases.check("the scope", Request.get("/vault/").bearer(read), Verdict.served("protected: vault index"));
        for (String path : Words.of("""
                /vault/  /vault  /vault/index.html  /vault/.  /vault/./  /vault//  /vault/;  /vault/;x=1  /vault;/
                /vault/?x  /vault/%2e/  /vault/x/../  /vault/x/..;/  //vault/  /./vault/  /;/vault/  /v%61ult/
                /welcome/../vault/  /welcome/..;/vault/  /welcome/%2e%2e/vault/  /welcome/..%2fvault/
                /welcome;/../vault/  /welcome/..%5cvault/  /welcome\\..\\vault/  /vault%2f  /vault%00/  /vault/%00
                /vault/index.html/  /vault/index.html;x  /Vault/  /vault/index.HTML
                """)) {
            for (String method : List.of("GET", "HEAD")) {
                String name = method + " " + path;
                cases.check(name + ", nobody", Request.of(method, path), Verdict.nothingProtected());
                cases.check(name + ", no scope", Request.of(method, path).bearer(weak), Verdict.nothingProtected());
            }
        }
        for (String path : List.of("/vault/", "/vault/index.html", "/lounge/start")) {
            cases.check(path + ", nobody", Request.get(path), Verdict.refused(Problem.NO_CREDENTIALS));
        }
        half(cases);
        servlet(cases, weak, read);
    }

    /** Sends requests for a folder or a file with its own line; containers differ in the path that they check. */
    private static void half(Cases cases) {
        cases.check("only the folder has a line", Request.get("/folder-only/"), servedOrClosed("folder page"));
        cases.check("only the file has a line", Request.get("/file-only/"), servedOrClosed("file page"));
        cases.check(
                "the file, if only the folder has a line",
                Request.get("/folder-only/index.html"),
                Verdict.refused(Problem.ENDPOINT_CLOSED));
        cases.check(
                "the file, if only the file has a line",
                Request.get("/file-only/index.html"),
                Verdict.served("file page"));
    }

    private static Verdict servedOrClosed(String page) {
        return answer -> {
            if (answer.response().status() == 200) {
                Verdict.served(page).judge(answer);
            } else {
                Verdict.closed().judge(answer);
            }
        };
    }

    /** Sends requests for a servlet as welcome file, which not every container supports. */
    private static void servlet(Cases cases, String weak, String read) {
        cases.check("an open servlet", Request.get("/hall/start"), Verdict.accepted("/hall/start"));
        cases.check("an open servlet, of its folder", Request.get("/hall/"), askedOrListed());
        for (String path : Words.of("""
                /lounge/  /lounge  /lounge/start  /lounge/;x  /hall/../lounge/  /hall/..;/lounge/  /lounge/.  //lounge/
                """)) {
            cases.check(path + ", nobody", Request.get(path), Verdict.nothingProtected());
            cases.check(path + ", no scope", Request.get(path).bearer(weak), Verdict.nothingProtected());
        }
        cases.check("a scoped servlet", Request.get("/lounge/start").bearer(read), Verdict.accepted("/lounge/start"));
        cases.check("a scoped servlet, of its folder", Request.get("/lounge/").bearer(read), askedOrListed());
    }

    /** Expects the servlet's answer, a missing page, or Jetty's list of the folder. */
    private static Verdict askedOrListed() {
        return answer -> {
            if (answer.handled() > 0) {
                Verdict.accepted(body -> assertThat(body).doesNotContain("protected:"))
                        .judge(answer);
            } else if (answer.response().status() == 200) {
                assertThat(answer.response().body())
                        .contains("<title>Directory: ")
                        .doesNotContain("protected:");
            } else {
                assertThat(answer.response().status()).isIn(403, 404);
                Verdict.nothingProtected().judge(answer);
            }
        };
    }
}
