package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A denial after another filter, such as one for CORS, has set response headers. */
@ExtendWith(LocalIssuerExtension.class)
class HeadersBeforeDenialTest {

    private final ServletDoor door;
    private final FakeResponse response = new FakeResponse();

    HeadersBeforeDenialTest(LocalIssuer issuer) throws Exception {
        door = ServletDoor.of("busha", Door.guard(issuer));
        door.audit(Servlets.application().context());
    }

    /** One of the ways in which the door denies an anonymous caller. */
    private interface Denial {
        void write(ServletDoor door, FakeRequest request, HttpServletResponse response) throws Exception;
    }

    private static Arguments denial(String name, Denial denial) {
        return arguments(name, denial);
    }

    static Stream<Arguments> denials() {
        return Stream.of(
                denial(
                        "enter",
                        (door, request, response) -> door.enter(request.request(), response, (let, in) -> {
                            throw new AssertionError("the request went on");
                        })),
                denial("admits", (door, request, response) -> assertThat(door.admits(
                                request.request(), response, Endpoint.declaring(Optional.of(Rule.authenticated()))))
                        .isFalse()),
                denial("deny", (door, request, response) -> door.deny(request.request(), response, Rule.allOf("a"))),
                denial("challenge", (door, request, response) -> door.challenge(request.request(), response)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("denials")
    void replacesHeadersOfTheSameName(String name, Denial denial) throws Exception {
        response.addHeader("WWW-Authenticate", "Basic realm=\"other\"");
        response.addHeader("WWW-Authenticate", "Digest realm=\"other\"");
        response.addHeader("Cache-Control", "public, max-age=60");
        response.addHeader("Content-Type", "text/html");
        response.addHeader("Content-Length", "7");
        denial.write(door, get("/me").to("Me"), response.response());
        assertThat(response.headers().get("WWW-Authenticate"))
                .singleElement()
                .asString()
                .startsWith("Bearer realm=\"busha\"");
        assertThat(response.headers())
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsEntry("Content-Type", List.of("application/problem+json"))
                .containsEntry(
                        "Content-Length",
                        List.of(Integer.toString(response.body().length())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("denials")
    void keepsHeadersOfOtherNames(String name, Denial denial) throws Exception {
        response.addHeader("Access-Control-Allow-Origin", "https://app.example");
        response.addHeader("Vary", "Origin");
        response.addHeader("Vary", "Accept");
        denial.write(door, get("/me").to("Me"), response.response());
        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
                .containsEntry("Vary", List.of("Origin", "Accept"));
    }
}
