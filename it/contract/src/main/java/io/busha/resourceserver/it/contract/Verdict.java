package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What must be true of the answer to one request. */
@FunctionalInterface
interface Verdict {

    /** An answer, the request it belongs to, how many endpoints it reached, and what stands before and behind the door that gave it. */
    record Answer(Request request, RawHttp.Response response, int handled, Front front, Framework framework) {

        boolean isOfDoor() {
            return response.headers("Content-Type").contains("application/problem+json");
        }

        private boolean isLeftToFramework() {
            return framework.isLeftToAnswer() && !request.tokens().isEmpty();
        }

        /** Whether dots in the path lead the framework to another one. */
        private boolean keepsDots() {
            return framework.keepsDots() && request.hasDots();
        }
    }

    void judge(Answer answer);

    /** This one, and another one besides. */
    default Verdict and(Verdict other) {
        return answer -> {
            judge(answer);
            other.judge(answer);
        };
    }

    /** The refusal of the error table, byte for byte. */
    static Verdict refused(Problem problem) {
        return refused(problem, "");
    }

    /** The same for a rule that names scopes. */
    static Verdict refused(Problem problem, String scopes) {
        return refusedInside(0, problem, scopes);
    }

    /** The same where endpoints ran before the refusal: they dispatched to what was refused. */
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

    /** One of several refusals: where two of them are equally right. */
    static Verdict refusedAs(Problem... problems) {
        return answer -> {
            String body = answer.response().body();
            assertThat(Arrays.stream(problems).map(Problem::body)).contains(body);
            Arrays.stream(problems)
                    .filter(problem -> problem.body().equals(body))
                    .forEach(problem -> refused(problem).judge(answer));
        };
    }

    /** Let in: one endpoint ran and answered 200. */
    static Verdict accepted() {
        return accepted(body -> {});
    }

    /** Let in, with exactly this body. */
    static Verdict accepted(String expected) {
        return accepted(body -> assertThat(body).isEqualTo(expected));
    }

    /** Let in, with a body that holds. */
    static Verdict accepted(Consumer<String> body) {
        return acceptedThrough(1, body);
    }

    /** Let in, through as many endpoints as dispatch to one another. */
    static Verdict acceptedThrough(int handled, Consumer<String> body) {
        return answer -> {
            RawHttp.Response response = answer.response();
            assertThat(response.status()).as(response.head() + response.body()).isEqualTo(200);
            assertThat(response.headers("WWW-Authenticate")).isEmpty();
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(handled);
            body.accept(response.body());
        };
    }

    /** A file: 200 with exactly this body, and no endpoint ran. */
    static Verdict served(String expected) {
        return acceptedThrough(0, body -> assertThat(body).isEqualTo(expected));
    }

    /** Not let in, or let in by an endpoint that answers with its path, and such a path is allowed. */
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
     * Not let in, and nothing that says "protected" came out. Where the door lets a request for a file pass, there may be no such
     * file; and a container may send a folder's name on to the folder before any filter is asked.
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

    /** An endpoint dispatched to something that it was denied: nothing of that ran, or is in the answer. */
    static Verdict nothingInside() {
        return answer -> {
            assertThat(answer.response().status()).isLessThan(500);
            assertThat(answer.response().body()).doesNotContain("protected:");
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(1);
        };
    }

    /** Not let in: the door's own refusal to the byte, or that of what stands before it, if it does not like the target. */
    static Verdict shutOut() {
        return answer -> {
            if (answer.isOfDoor()) {
                boolean bare = answer.request().method().equals("HEAD"); // no body says which one it is
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

    /** Not let in. Headers that are malformed or too large are refused before the door, with statuses on which servers do not agree. */
    static Verdict notLetIn() {
        return answer -> {
            assertThat(answer.response().status()).as(answer.response().head()).isBetween(400, 499);
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        };
    }

    /** Closed by the door, or refused by what stands before it, if it does not like the target. */
    static Verdict closed() {
        return answer -> {
            if (answer.isOfDoor()) {
                refused(Problem.ENDPOINT_CLOSED).judge(answer);
            } else {
                refusedBefore().judge(answer);
            }
        };
    }

    /** Nothing is at this path: it is closed, or to callers with a token what the framework says of it. */
    static Verdict unmapped() {
        return unmappedInside(0);
    }

    /** The same where endpoints ran before: they dispatched to that path. */
    static Verdict unmappedInside(int handled) {
        return closedUnlessLeft(handled, Framework::unmapped);
    }

    /** Nothing at this path takes the method, and something there would admit the caller. */
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

    /** What is not the door's to say: this status, by whatever stands behind it, and nothing protected. */
    static Verdict byFramework(int handled, int status) {
        return answer -> {
            RawHttp.Response response = answer.response();
            assertThat(response.status()).as(response.head()).isEqualTo(status);
            assertThat(answer.isOfDoor()).isFalse();
            assertThat(response.body()).doesNotContain("protected:");
            assertThat(answer.handled()).as("endpoints that ran").isEqualTo(handled);
        };
    }

    /** For a method that no standard knows: what is right for any other method, or 400 by what does not take it. */
    static Verdict unknownMethod(Verdict otherMethod) {
        return answer -> {
            boolean isTaken = !answer.isLeftToFramework() || answer.framework().takesAnyMethod();
            (isTaken ? otherMethod : byFramework(0, 400)).judge(answer);
        };
    }

    /** As {@link #unmapped}, or refused by what stands before the door, if it does not like the target. */
    static Verdict nowhere() {
        return answer -> (isRefusedBefore(answer) ? refusedBefore() : unmapped()).judge(answer);
    }

    private static boolean isRefusedBefore(Answer answer) {
        return !answer.isOfDoor()
                && answer.front().refusals().contains(answer.response().status());
    }

    /** Another path than that of the endpoint to Spring. To others it may be the same, and then its rule holds: all refuse it. */
    static Verdict shutOutOrNowhere() {
        return answer -> (answer.framework().isLeftToAnswer() ? nowhere() : shutOut()).judge(answer);
    }

    /** As {@link #shutOut}; a path with dots that nobody resolves leads nowhere. */
    static Verdict shutOutWithDots() {
        return answer -> (answer.keepsDots() ? nowhere() : shutOut()).judge(answer);
    }

    /** As {@link #closed}; a path with dots that nobody resolves leads nowhere. */
    static Verdict closedWithDots() {
        return answer -> (answer.keepsDots() ? nowhere() : closed()).judge(answer);
    }

    /** Refused before the door was asked, with a status that this container gives to a target that it does not like or know. */
    static Verdict refusedBefore() {
        return answer -> {
            assertThat(answer.response().status())
                    .as(answer.response().head())
                    .isIn(answer.front().refusals());
            assertThat(answer.handled()).as("endpoints that ran").isZero();
        };
    }

    /** Let in or refused as a bad token, but answered. */
    static Verdict answered() {
        return answer -> {
            assertThat(answer.response().status()).isIn(200, 401);
            assertThat(answer.handled()).isEqualTo(answer.response().status() == 200 ? 1 : 0);
        };
    }
}
