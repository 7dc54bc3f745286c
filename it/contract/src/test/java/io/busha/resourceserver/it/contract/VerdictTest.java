package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final String RIGHT = "HTTP/1.1 401 \r\nWWW-Authenticate: "
            + Problem.EXPIRED.challenges("").get(0)
            + "\r\nCache-Control: no-store\r\nContent-Type: application/problem+json\r\n\r\n" + Problem.EXPIRED.body();

    private static final String CLOSED =
            "HTTP/1.1 403 \r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n\r\n"
                    + Problem.ENDPOINT_CLOSED.body();

    @Test
    void acceptsExactRefusal() {
        assertThatCode(() -> judge(answer -> answer, 0, Verdict.refused(Problem.EXPIRED)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HTTP/1.1 401 | HTTP/1.1 403
                    HTTP/1.1 401 | HTTP/1.1 200
                    , error= | , x=
                    has expired" | has expired
                    WWW-Authenticate: | X-Authenticate:
                    Cache-Control: no-store | WWW-Authenticate: Basic
                    Cache-Control: no-store | Cache-Control: no-cache
                    Cache-Control: no-store | Cache-Control: no-store, private
                    problem+json | json
                    problem+json | problem+json;charset=utf-8
                    urn:busha:problem:expired | urn:busha:problem:wrong-issuer
                    "status":401} | "status":401,"detail":"x"}
                    Cache-Control | Retry-After: 1#Cache-Control
                    Cache-Control | Set-Cookie: JSESSIONID=1#Cache-Control
                    Cache-Control | WWW-Authenticate: Bearer realm="busha"#Cache-Control
                    """)
    void rejectsRefusalThatDiffers(String from, String to) {
        assertThatThrownBy(() -> judge(
                        answer -> answer.replace(from, to.replace("#", "\r\n")), 0, Verdict.refused(Problem.EXPIRED)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsRefusalIfEndpointRan() {
        assertThatThrownBy(() -> judge(answer -> answer, 1, Verdict.refused(Problem.EXPIRED)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsSuccessIfNoEndpointRan() {
        assertThatThrownBy(() -> judge(answer -> "HTTP/1.1 200 \r\n\r\n", 0, Verdict.accepted()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsUnavailableWithoutRetryAfter() {
        String answer = "HTTP/1.1 503 \r\nCache-Control: no-store\r\nContent-Type: application/problem+json\r\n";
        String body = "\r\n" + Problem.KEYS_UNAVAILABLE.body();
        Verdict unavailable = Verdict.refused(Problem.KEYS_UNAVAILABLE);
        assertThatCode(() -> judge(right -> answer + "Retry-After: 1\r\n" + body, 0, unavailable))
                .doesNotThrowAnyException();
        for (String wrong : Set.of("", "Retry-After: 0\r\n", "Retry-After: soon\r\n", "Retry-After: -1\r\n")) {
            assertThatThrownBy(() -> judge(right -> answer + wrong + body, 0, unavailable))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void findsTwelveCharactersOfTokenInResponse() {
        assertThatThrownBy(() -> judge(answer -> "HTTP/1.1 200 \r\n\r\n...0123456789ab...", 1, Verdict.accepted()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0123456789ab");
        assertThatCode(() -> judge(answer -> "HTTP/1.1 200 \r\n\r\n...0123456789a...", 1, Verdict.accepted()))
                .doesNotThrowAnyException();
    }

    /** A framework answers 404 only to callers with a token. The door answers 403 to all others, and if there is no framework. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    SPRING,  token,  404,  0,  true
                    SPRING,  token,  405,  0,  false
                    SPRING,  token,  403,  0,  false
                    SPRING,  token,  200,  1,  false
                    SPRING,  token,  500,  0,  false
                    SPRING,  token,  404,  1,  false
                    SPRING,  nobody, 404,  0,  false
                    SPRING,  nobody, 403,  0,  true
                    NONE,    token,  404,  0,  false
                    NONE,    token,  403,  0,  true
                    """)
    void acceptsOneStatusForUnmappedPath(String framework, String caller, int status, int handled, boolean right)
            throws Exception {
        String answer = status == 403 ? CLOSED : "HTTP/1.1 " + status + " \r\n\r\n";
        Bench.Opener opener = settings -> new FakeDoor(
                (head, counter) -> {
                    counter.addAndGet(handled);
                    return answer;
                },
                framework.equals("NONE") ? Framework.NONE : Framework.SPRING_MVC);
        Request request = Request.get("/nowhere");
        try (Bench bench = Bench.open(opener, Set.of())) {
            for (Verdict verdict : List.of(Verdict.unmapped(), Verdict.nowhere())) {
                ThrowingCallable check =
                        () -> bench.check(caller.equals("token") ? request.bearer("a.b.c") : request, verdict);
                if (right) {
                    assertThatCode(check).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(check).isInstanceOf(AssertionError.class);
                }
            }
        }
    }

    private static void judge(UnaryOperator<String> change, int handled, Verdict verdict) throws Exception {
        Bench.Opener opener = settings -> new FakeDoor((head, counter) -> {
            counter.addAndGet(handled);
            return change.apply(RIGHT);
        });
        try (Bench bench = Bench.open(opener, Set.of())) {
            bench.check(Request.get("/me").bearer("a.x0123456789abx.c"), verdict);
        }
    }
}
