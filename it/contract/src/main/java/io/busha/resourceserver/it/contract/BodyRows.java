package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests whose body must not be read before the decision. */
final class BodyRows {

    private static final String PIECE = "x".repeat(64 * 1024);

    private BodyRows() {}

    /** Body read first. */
    static void unread(Bench bench, Cases cases) {
        Map<String, Problem> refusals = new LinkedHashMap<>();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Problem problem :
                List.of(Problem.EXPIRED, Problem.INVALID_SIGNATURE, Problem.UNKNOWN_KEY, Problem.MALFORMED_TOKEN)) {
            refusals.put(problem.code(), problem);
            tokens.put(problem.code(), ErrorTable.badToken(problem, bench.issuer(), bench::mint));
        }
        refusals.put("nobody", Problem.NO_CREDENTIALS);
        refusals.put("another scope", Problem.INSUFFICIENT_SCOPE);
        tokens.put("another scope", bench.mint().scopes("balances:read").sign());
        refusals.forEach((name, problem) -> {
            String authorization = tokens.containsKey(name) ? "Authorization: Bearer " + tokens.get(name) + "\r\n" : "";
            for (Map.Entry<String, String> body : bodies().entrySet()) {
                cases.play(
                        name + ", " + body.getKey(),
                        () -> refusedUnread(bench, authorization + body.getValue(), problem));
            }
        });
        cases.play("the endpoint reads the body of an accepted request", () -> {
            Request request =
                    Request.of("POST", "/transfers").bearer(bench.mint().sign()).body(PIECE);
            bench.check(request, Verdict.accepted(Integer.toString(PIECE.length())));
            assertThat(bench.door().bodyTouched()).isFalse();
        });
    }

    private static void refusedUnread(Bench bench, String rest, Problem problem) {
        Door door = bench.door();
        assertThat(door.bodyTouched()).as("body touched before the request").isFalse();
        String name = UUID.randomUUID().toString();
        String head = "POST /transfers HTTP/1.1\r\nHost: " + door.uri().getAuthority() + "\r\n" + Door.CASE + ": "
                + name + "\r\n";
        RawHttp.Response response = RawHttp.send(door.uri(), (head + rest).getBytes(ISO_8859_1));
        Request request = Request.of("POST", "/transfers");
        Verdict.refused(problem, "transfers:write")
                .judge(new Verdict.Answer(request, response, door.handled(name), door.front(), door.framework()));
        assertThat(door.bodyTouched()).as("body touched by the request").isFalse();
    }

    /** Returns header lines with the beginning of a body, by the name of the case. */
    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("1 GiB declared", "Content-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n" + PIECE);
        bodies.put("1 GiB declared, nothing sent", "Content-Length: 1073741824\r\n\r\n");
        bodies.put("chunked", "Transfer-Encoding: chunked\r\n\r\n40000000\r\n" + PIECE);
        bodies.put(
                "multipart",
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1073741824\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"access_token\"\r\n\r\n"
                        + PIECE);
        bodies.put(
                "a form",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1073741824\r\n\r\naccess_token=x&"
                        + PIECE);
        bodies.put(
                "a short form",
                "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\naccess_token=x");
        bodies.put(
                "malformed JSON",
                "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"a\":");
        bodies.put(
                "a body that waits",
                "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n");
        return bodies;
    }
}
