package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** WebSocket endpoints: the door decides on a handshake by their declaration, before the container answers it. */
final class WebSocketRows {

    private static final Verdict NOBODY = Verdict.refused(Problem.NO_CREDENTIALS);
    private static final Verdict CLOSED = Verdict.refused(Problem.ENDPOINT_CLOSED);

    private WebSocketRows() {}

    /** WebSocket handshakes are answered before the door. */
    static void handshakes(Bench bench, Cases cases) {
        String all = bench.mint().sign();
        String none = bench.mint().scopes().sign();
        String bad = bench.mint().claim("exp", 1).sign();
        scoped(cases, "/ws/scoped", "balances:read", none, all);
        scoped(cases, "/ws/code/scoped", "balances:read", none, all);
        scoped(cases, "/ws/code/line", "transfers:write", none, all);
        scoped(cases, "/ws/of/exact", "transfers:write", none, all);
        cases.check("template, nobody", Request.handshake("/ws/of/me"), NOBODY);
        opens(cases, "/ws/of/me", none, "me hello local-user");
        for (String path : List.of("/ws/open", "/ws/code/open", "/transfers-get")) {
            opens(cases, path, "", "hello anonymous");
            opens(cases, path, none, "hello local-user");
            Verdict expired = Verdict.refused(Problem.EXPIRED);
            cases.check(path + ", a bad token", Request.handshake(path).bearer(bad), expired);
        }
        for (String path : List.of("/ws/undeclared", "/ws/code/undeclared", "/wide/undeclared")) {
            cases.check(path + ", nobody", Request.handshake(path), CLOSED);
            cases.check(path + ", all scopes", Request.handshake(path).bearer(all), CLOSED);
        }
        besideServlets(cases, all);
        spellings(cases);
        cases.play(
                "the body of a refused handshake was not touched",
                () -> assertThat(bench.door().bodyTouched()).isFalse());
    }

    private static void scoped(Cases cases, String path, String scope, String none, String all) {
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, scope);
        cases.check(path + ", nobody", Request.handshake(path), NOBODY);
        cases.check(path + ", scope missing", Request.handshake(path).bearer(none), insufficient);
        opens(cases, path, all, "hello local-user");
    }

    private static void opens(Cases cases, String path, String token, String answer) {
        String name = path + ", let in: " + answer;
        String caller = answer.substring(answer.lastIndexOf(' ') + 1);
        cases.play(name, () -> {
            try (WebSocketClient talk =
                    WebSocketClient.begin(cases.bench().door().uri(), path, token)) {
                assertThat(talk.receive()).isEqualTo(caller);
                assertThat(talk.answerTo("hello")).isEqualTo(answer);
            }
            cases.bench().door().bodyTouched(); // containers read the parameters of an accepted handshake
        });
    }

    /** Sends requests that are no handshakes for the container: they reach the servlet, which the socket's declaration must not open. */
    private static void besideServlets(Cases cases, String all) {
        String path = "/transfers-get";
        cases.check("a servlet beside a socket, nobody", Request.get(path), NOBODY);
        cases.check("a servlet beside a socket", Request.get(path).bearer(all), Verdict.accepted("transfers-get"));
        cases.check("a servlet above a socket", Request.get("/wide/undeclared"), Verdict.accepted("anonymous"));
        cases.check("a handshake without a matching socket", Request.handshake("/me"), NOBODY);
        Request whole = Request.handshake(path);
        for (String header : List.of("Sec-WebSocket-Version", "Sec-WebSocket-Key", "Upgrade")) {
            String unlike = header.equals("Sec-WebSocket-Key") ? "dGhl" : "12";
            cases.check("a handshake without " + header, whole.without(header), Verdict.shutOut());
            Request odd = whole.without(header).header(header + ": " + unlike);
            cases.check("a handshake with another " + header, odd, Verdict.shutOut());
            Request twice = whole.header(header + ": " + unlike);
            cases.check("a handshake with two of " + header, twice, Verdict.shutOut());
        }
        cases.check("a handshake of another origin", whole.header("Origin: https://evil.example"), Verdict.shutOut());
        for (String method : List.of("POST", "HEAD", "PUT", "get")) {
            Request other = Request.handshake("/ws/open").as(method);
            cases.check("a handshake by " + method, other, Verdict.shutOut());
        }
    }

    private static void spellings(Cases cases) {
        for (String path : Words.of("""
                /ws/scoped/  /ws//scoped  /ws/./scoped  /ws/x/../scoped  /ws/scoped;x  /ws;x/scoped  /ws/%73coped  /ws%2fscoped
                /ws/scoped%2f  /ws/..;/ws/scoped  /WS/scoped  /wide/%75ndeclared;x  /wide/x/../undeclared
                /wide//undeclared  /ws/of/ex%61ct  /ws/of/exact;x  /ws/of/exact/  /ws/open/../scoped  /ws/open/..;/scoped
                """)) {
            cases.check(path, Request.handshake(path), Verdict.shutOut());
        }
    }
}
