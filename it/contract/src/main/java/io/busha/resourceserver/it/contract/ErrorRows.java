package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.contract.Framework.Unfit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that match no endpoint. Only callers who may call an endpoint at that path learn why. */
final class ErrorRows {

    private static final String JSON = "Content-Type: application/json";
    private static final String SCOPE = "transfers:write";

    private ErrorRows() {}

    /** Only authorized callers see the framework's own errors. */
    static void frameworkErrors(Bench bench, Cases cases) {
        String entitled = bench.mint().scopes(SCOPE).sign();
        String other = bench.mint().scopes("balances:read").sign();
        Request fits = post("/orders?amount=7").header(JSON).header("Accept: application/json");
        cases.check("a matching request", fits.bearer(entitled), Verdict.accepted("7"));
        cases.check("a matching request, another scope", fits.bearer(other), insufficient());
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Request nowhere = post("/nowhere").as(method).header(JSON);
            unread(cases, method + " of an unmapped path, nobody", nowhere, unmapped());
            cases.play(method + " of an unmapped path", () -> answered(bench, nowhere.bearer(other), unmapped()));
        }
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            Request unlike = fits.as(method);
            unread(cases, "another method: " + method + ", nobody", unlike, Verdict.refused(Problem.ENDPOINT_CLOSED));
            unread(cases, "another method: " + method + ", another scope", unlike.bearer(other), lacksForOtherMethod());
            cases.play(
                    "another method: " + method, () -> answered(bench, unlike.bearer(entitled), Verdict.otherMethod()));
        }
        unfit().forEach((status, request) -> {
            String name = "framework error " + status;
            unread(cases, name + ", nobody", request, atUnfit(status, Verdict.refused(Problem.NO_CREDENTIALS)));
            unread(cases, name + ", another scope", request.bearer(other), atUnfit(status, insufficient()));
            cases.play(name, () -> answered(bench, request.bearer(entitled), unfit(status)));
        });
    }

    private static Request post(String path) {
        return Request.of("POST", path).body("{\"a\":1}");
    }

    private static Verdict insufficient() {
        return Verdict.refused(Problem.INSUFFICIENT_SCOPE, SCOPE);
    }

    /** Returns requests that match by path and method only, by the status that the framework answers. */
    private static Map<Integer, Request> unfit() {
        Request order = post("/orders?amount=7");
        Map<Integer, Request> unfit = new LinkedHashMap<>();
        unfit.put(406, order.header(JSON).header("Accept: image/png"));
        unfit.put(415, order.header("Content-Type: text/plain"));
        unfit.put(400, post("/orders").header(JSON));
        return unfit;
    }

    /** Expects a refusal for the missing scope, or 403 closed from a door that knows only the method. */
    private static Verdict lacksForOtherMethod() {
        return answer ->
                (answer.framework().otherMethod() == 403 ? Verdict.otherMethod() : insufficient()).judge(answer);
    }

    private static Verdict atUnfit(int status, Verdict refused) {
        return answer -> (isBeforeTheDoor(status, answer) ? byFramework(status) : refused).judge(answer);
    }

    /** Returns whether the framework answers before it asks the door. Parameters do not choose an endpoint. */
    private static boolean isBeforeTheDoor(int status, Verdict.Answer answer) {
        return answer.framework().unfit() == Unfit.BEFORE_THE_DOOR && status != 400;
    }

    private static Verdict unfit(int status) {
        return answer -> {
            boolean isByEndpoint = answer.framework().unfit() != Unfit.BY_FRAMEWORK && !isBeforeTheDoor(status, answer);
            (isByEndpoint ? Verdict.byFramework(1, status) : byFramework(status)).judge(answer);
        };
    }

    private static Verdict byFramework(int status) {
        return Verdict.byFramework(0, status);
    }

    /** Expects 404 from frameworks that look for an endpoint before they ask the door. */
    private static Verdict unmapped() {
        return answer ->
                (answer.front().refusals().contains(404) ? byFramework(404) : Verdict.unmapped()).judge(answer);
    }

    /** Adds a request that is refused without reading the body. */
    private static void unread(Cases cases, String name, Request request, Verdict verdict) {
        cases.play(name, () -> {
            Door door = cases.bench().door();
            assertThat(door.bodyTouched()).as("body touched before the request").isFalse();
            cases.bench().check(request, verdict);
            assertThat(door.bodyTouched()).as("body touched by the request").isFalse();
        });
    }

    /** Sends a request whose body may be read, and resets the probe. */
    private static void answered(Bench bench, Request request, Verdict verdict) {
        bench.check(request, verdict);
        bench.door().bodyTouched();
    }
}
