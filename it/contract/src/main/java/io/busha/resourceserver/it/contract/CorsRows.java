package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** An endpoint that pages of another origin may use. They may also read refusals (Fetch standard, section 3.2.3). */
final class CorsRows {

    private static final String OURS = "https://page.example";
    private static final String FOREIGN = "https://evil.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private CorsRows() {}

    /** Pages of an allowed origin cannot read a refusal. */
    static void refusals(Bench bench, Cases cases) throws Exception {
        Request shared = Request.get("/shared");
        String read = bench.mint().scopes("balances:read").sign();
        Verdict accepted = Verdict.accepted("shared");
        cases.check("accepted", shared.header("Origin: " + OURS).bearer(read), accepted.and(CorsRows::isShared));
        cases.check("accepted, without an origin", shared.bearer(read), accepted);
        refused(bench, shared).forEach((problem, request) -> refused(bench, cases, problem, request));
        Bench cold = bench.another(Bench.IMPATIENT, issuer -> issuer.misbehave(Fault.STATUS_500));
        refused(cold, cases, Problem.KEYS_UNAVAILABLE, shared.bearer(cold.mint().sign()));
        Request preflight = shared.as("OPTIONS").header("Access-Control-Request-Method: GET");
        cases.check("a preflight", preflight.header("Origin: " + OURS), CorsRows::isAllowed);
        cases.check("a preflight of another origin", preflight.header("Origin: " + FOREIGN), CorsRows::isForbidden);
    }

    private static Map<Problem, Request> refused(Bench bench, Request shared) {
        String token = bench.mint().sign();
        Map<Problem, Request> refused = new LinkedHashMap<>();
        refused.put(Problem.MULTIPLE_CREDENTIALS, shared.bearer(token).bearer(token));
        refused.put(Problem.MALFORMED_CREDENTIALS, shared.bearer(token + "," + token));
        refused.put(Problem.NO_CREDENTIALS, shared);
        refused.put(Problem.EXPIRED, shared.bearer(ErrorTable.badToken(Problem.EXPIRED, bench.issuer(), bench::mint)));
        refused.put(
                Problem.INSUFFICIENT_SCOPE,
                shared.bearer(bench.mint().scopes("transfers:write").sign()));
        return refused;
    }

    private static void refused(Bench where, Cases cases, Problem problem, Request request) {
        Verdict refused = Verdict.refused(problem, "balances:read");
        String name = problem.code();
        cases.check(where, name, request.header("Origin: " + OURS), refused.and(CorsRows::isShared));
        cases.check(
                where,
                name + ", another origin",
                request.header("Origin: " + FOREIGN),
                refused.and(CorsRows::isNotShared));
        cases.check(where, name + ", no origin", request, refused.and(CorsRows::isNotShared));
    }

    private static void isShared(Verdict.Answer answer) {
        assertThat(answer.response().headers(ALLOWED)).containsExactly(OURS);
        assertThat(answer.response().headers("Vary")).as("Vary").anyMatch(value -> value.contains("Origin"));
    }

    private static void isNotShared(Verdict.Answer answer) {
        assertThat(answer.response().headers(ALLOWED)).isEmpty();
    }

    private static void isAllowed(Verdict.Answer answer) {
        assertThat(answer.response().status()).as(answer.response().head()).isEqualTo(200);
        assertThat(answer.handled()).as("endpoints that ran").isZero();
        isShared(answer);
    }

    private static void isForbidden(Verdict.Answer answer) {
        assertThat(answer.response().status()).as(answer.response().head()).isEqualTo(403);
        assertThat(answer.handled()).as("endpoints that ran").isZero();
        isNotShared(answer);
    }
}
