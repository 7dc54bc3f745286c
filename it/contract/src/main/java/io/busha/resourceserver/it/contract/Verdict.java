package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** An expectation about the answer to one request. */
@FunctionalInterface
interface Verdict {

    /** An answer, its request, the number of endpoints that ran, and the server and framework around the door. */
    record Answer(Request request, RawHttp.Response response, int handled, Front front, Framework framework) {

        boolean isOfDoor() {
            return response.headers("Content-Type").contains("application/problem+json");
        }

        private boolean isLeftToFramework() {
            return framework.isLeftToAnswer() && !request.tokens().isEmpty();
        }

        /** Returns whether the framework treats dots in the path as ordinary names. */
        private boolean keepsDots() {
            return framework.keepsDots() && request.hasDots();
        }
    }

    void judge(Answer answer);

    /** Returns a verdict that requires both. */
    default Verdict and(Verdict other) {
        return answer -> {
            judge(answer);
            other.judge(answer);
        };
    }

    /** Expects the refusal of the error table, byte for byte. */
    static Verdict refused(Problem problem) {
        return refused(problem, "");
    }

    /** Expects the refusal of the error table for a rule with these scopes. */
    static Verdict refused(Problem problem, String scopes) {
        return refusedInside(0, problem, scopes);
    }

    /** Expects the refusal of a dispatch: this many endpoints ran before it. */
    static Verdict refusedInside(int handled, Problem problem, String scopes) {
        return answer -> {
            RawHttp.Response response = answer.response();
            assertThat(response.status()).as(response.head()).isEqualTo(problem.status());
            assertThat(response.headers("WWW-Authenticate")).isEqualTo(problem.challenges(scopes));
            assertThat(response.headers("Content-Type")).containsExactly("application/problem+json");
            assertThat(response.headers("Cache-Control")).containsExactly("no-store");
            assertThat(response.headers("Set-Cookie")).isEmpty();
            assertThat(response.body()).isEqualTo(answer.request().method().equals("HEAD") ? "" : problem.body());
            List<String> retryAfter = response.headers("Retry-After");
            if (problem == Problem.KEYS_UNAVAILABLE) {
                assertThat(retryAfter).singleElement().asString().matches("[1-9][0-9]*");
            } else {
                assertThat(retryAfter).isEmpty();
            }
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(handled);
        };
    }

    /** Expects one of several refusals, if more than one is correct. */
    static Verdict refusedAs(Problem... problems) {
        return answer -> {
            String body = answer.response().body();
            assertThat(Arrays.stream(problems).map(Problem::body)).contains(body);
            Arrays.stream(problems)
                    .filter(problem -> problem.body().equals(body))
                    .forEach(problem -> refused(problem).judge(answer));
        };
    }

    /** Expects that one endpoint ran and answered 200. */
    static Verdict accepted() {
        return accepted(body -> {});
    }

    /** Expects that one endpoint ran and answered 200 with exactly this body. */
    static Verdict accepted(String expected) {
        return accepted(body -> assertThat(body).isEqualTo(expected));
    }

    /** Expects that one endpoint ran and answered 200 with a body that passes this check. */
    static Verdict accepted(Consumer<String> body) {
        return acceptedThrough(1, body);
    }

    /** Expects 200 after this many endpoints ran, by dispatching to one another. */
    static Verdict acceptedThrough(int handled, Consumer<String> body) {
        return answer -> {
            RawHttp.Response response = answer.response();
            assertThat(response.status()).as(response.head() + response.body()).isEqualTo(200);
            assertThat(response.headers("WWW-Authenticate")).isEmpty();
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(handled);
            body.accept(response.body());
        };
    }

    /** Expects a file: 200 with exactly this body, and no endpoint ran. */
    static Verdict served(String expected) {
        return acceptedThrough(0, body -> assertThat(body).isEqualTo(expected));
    }

    /** Expects a refusal, or the answer of an endpoint that repeats an allowed path. */
    static Verdict onlyAt(Predicate<String> allowed) {
        return answer -> {
            if (answer.response().status() == 200) {
                accepted(path -> assertThat(path).matches(allowed)).judge(answer);
            } else {
                nothingProtected().judge(answer);
            }
        };
    }

    /**
     * Expects a refusal without any protected text. If the door admits a request for a file, the file may be missing; and a container may
     * redirect from a folder's name to the folder before any filter runs.
     */
    static Verdict nothingProtected() {
        return answer -> {
            String location = Objects.requireNonNullElse(answer.response().header("Location"), "");
            if (answer.response().status() == 302 && location.matches("[^?]*/(?:\\?.*)?")) {
                assertThat(answer.response().body()).isEmpty();
                assertThat(answer.handled()).as("endpoints that ran").isZero();
            } else if (answer.response().status() == 404) {
                assertThat(answer.isOfDoor()).isFalse();
                assertThat(answer.handled()).as("endpoints that ran").isZero();
                assertThat(answer.response().body()).doesNotContain("protected:");
            } else {
                shutOut().judge(answer);
            }
        };
    }

    /** Expects that an endpoint ran and its dispatch was denied: the target did not run and is not in the answer. */
    static Verdict nothingInside() {
        return answer -> {
            assertThat(answer.response().status()).isLessThan(500);
            assertThat(answer.response().body()).doesNotContain("protected:");
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(1);
        };
    }

    /** Expects the door's refusal, byte for byte, or a refusal by the server in front of it. */
    static Verdict shutOut() {
        return answer -> {
            if (answer.isOfDoor()) {
                boolean bare =
                        answer.request().method().equals("HEAD"); // without a body, the two cannot be distinguished
                assertThat(Arrays.stream(Problem.values())
                                .filter(problem ->
                                        problem.status() == answer.response().status())
                                .filter(problem -> bare
                                        || problem.body()
                                                .equals(answer.response().body())))
                        .as(answer.response().toString())
                        .isNotEmpty();
                assertThat(answer.handled()).as("endpoints that ran").isZero();
            } else {
                refusedBefore().judge(answer);
            }
        };
    }

    /** Expects any refusal. Servers refuse malformed or too large headers before the door, with different statuses. */
    static Verdict notLetIn() {
        return answer -> {
            assertThat(answer.response().status()).as(answer.response().head()).isBetween(400, 499);
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        };
    }

    /** Expects that the door closes the target, or that the server in front of it refuses it. */
    static Verdict closed() {
        return answer -> {
            if (answer.isOfDoor()) {
                refused(Problem.ENDPOINT_CLOSED).judge(answer);
            } else {
                refusedBefore().judge(answer);
            }
        };
    }

    /** Expects the answer for an unmapped path: closed, or the framework's status for callers with a token. */
    static Verdict unmapped() {
        return unmappedInside(0);
    }

    /** Expects the answer for a dispatch to an unmapped path, after this many endpoints ran. */
    static Verdict unmappedInside(int handled) {
        return closedUnlessLeft(handled, Framework::unmapped);
    }

    /** Expects the answer for a method that the path does not have, to a caller whom another method of the path admits. */
    static Verdict otherMethod() {
        return closedUnlessLeft(0, Framework::otherMethod);
    }

    private static Verdict closedUnlessLeft(int handled, ToIntFunction<Framework> status) {
        return answer -> {
            if (answer.isLeftToFramework()) {
                byFramework(handled, status.applyAsInt(answer.framework())).judge(answer);
            } else {
                refusedInside(handled, Problem.ENDPOINT_CLOSED, "").judge(answer);
            }
        };
    }

    /** Expects this status from the framework behind the door, without any protected text. */
    static Verdict byFramework(int handled, int status) {
        return answer -> {
            RawHttp.Response response = answer.response();
            assertThat(response.status()).as(response.head()).isEqualTo(status);
            assertThat(answer.isOfDoor()).isFalse();
            assertThat(response.body()).doesNotContain("protected:");
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(handled);
        };
    }

    /** Expects the verdict for a non-standard method, or 400 from a framework that rejects such methods. */
    static Verdict unknownMethod(Verdict otherMethod) {
        return answer -> {
            boolean isTaken = !answer.isLeftToFramework() || answer.framework().takesAnyMethod();
            (isTaken ? otherMethod : byFramework(0, 400)).judge(answer);
        };
    }

    /** Expects {@link #unmapped}, or a refusal by the server in front of the door. */
    static Verdict nowhere() {
        return answer -> (isRefusedBefore(answer) ? refusedBefore() : unmapped()).judge(answer);
    }

    private static boolean isRefusedBefore(Answer answer) {
        return !answer.isOfDoor()
                && answer.front().refusals().contains(answer.response().status());
    }

    /** Expects a refusal, or an unmapped path: for Spring the path is another one, for others it may be that of the endpoint. */
    static Verdict shutOutOrNowhere() {
        return answer -> (answer.framework().isLeftToAnswer() ? nowhere() : shutOut()).judge(answer);
    }

    /** Expects {@link #shutOut}, or {@link #unmapped} if the framework does not resolve dots. */
    static Verdict shutOutWithDots() {
        return answer -> (answer.keepsDots() ? nowhere() : shutOut()).judge(answer);
    }

    /** Expects {@link #closed}, or {@link #unmapped} if the framework does not resolve dots. */
    static Verdict closedWithDots() {
        return answer -> (answer.keepsDots() ? nowhere() : closed()).judge(answer);
    }

    /** Expects a refusal by the server in front of the door, with one of its statuses for such targets. */
    static Verdict refusedBefore() {
        return answer -> {
            assertThat(answer.response().status())
                    .as(answer.response().head())
                    .isIn(answer.front().refusals());
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        };
    }

    /** Expects success or a refusal of the token, and no server error. */
    static Verdict answered() {
        return answer -> {
            assertThat(answer.response().status()).isIn(200, 401);
            assertThat(answer.handled()).isEqualTo(answer.response().status() == 200 ? 1 : 0);
        };
    }
}
