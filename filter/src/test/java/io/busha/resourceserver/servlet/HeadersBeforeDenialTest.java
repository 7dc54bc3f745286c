package io.busha.resourceserver.servlet;

import static io.busha.resourceserver.servlet.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.Rule;
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

    private final ResourceServerFilter filter;
    private final FakeResponse response = new FakeResponse();

    HeadersBeforeDenialTest(LocalIssuer issuer) throws Exception {
        filter = new ResourceServerFilter(Door.guard(issuer));
        Door.of(filter, Servlets.application());
    }

    /** One of the ways in which the filter refuses an anonymous caller. */
    private interface Refusal {
        void write(ResourceServerFilter filter, FakeRequest request, HttpServletResponse response) throws Exception;
    }

    private static Arguments refusal(String name, Refusal refusal) {
        return arguments(name, refusal);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "doFilter",
                        (filter, request, response) -> filter.doFilter(request.request(), response, (let, in) -> {
                            throw new AssertionError("the request went on");
                        })),
                refusal("admits", (filter, request, response) -> assertThat(filter.admits(
                                request.request(), response, Endpoint.declaring(Optional.of(Rule.authenticated()))))
                        .isFalse()),
                refusal(
                        "refuse",
                        (filter, request, response) -> filter.refuse(request.request(), response, Rule.allOf("a"))),
                refusal("challenge", (filter, request, response) -> filter.challenge(request.request(), response)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void replacesHeadersOfTheSameName(String name, Refusal refusal) throws Exception {
        response.addHeader("WWW-Authenticate", "Basic realm=\"other\"");
        response.addHeader("WWW-Authenticate", "Digest realm=\"other\"");
        response.addHeader("Cache-Control", "public, max-age=60");
        response.addHeader("Content-Type", "text/html");
        response.addHeader("Content-Length", "7");
        refusal.write(filter, get("/me").to("Me"), response.response());
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
    @MethodSource("refusals")
    void keepsHeadersOfOtherNames(String name, Refusal refusal) throws Exception {
        response.addHeader("Access-Control-Allow-Origin", "https://app.example");
        response.addHeader("Vary", "Origin");
        response.addHeader("Vary", "Accept");
        refusal.write(filter, get("/me").to("Me"), response.response());
        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", List.of("https://app.example"))
                .containsEntry("Vary", List.of("Origin", "Accept"));
    }
}
