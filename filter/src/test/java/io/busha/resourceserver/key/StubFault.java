package io.busha.resourceserver.key;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/** The faults of a {@link StubbedIssuer} at either endpoint. Other faults need a socket of our own. */
enum StubFault {
    RESET("connection"),
    EMPTY("connection"),
    GARBAGE("connection"),
    GARBAGE_IN_BODY("connection"),
    DELAY("timeout"),
    DRIBBLE("timeout"),
    NO_CONTENT("status"),
    STATUS_404("status"),
    STATUS_410("status"),
    STATUS_429("status"),
    STATUS_500("status"),
    STATUS_503("status"),
    REDIRECT("status"),
    HTML("malformed"),
    NO_BODY("malformed"),
    HALF_A_BODY("malformed"),
    LARGE_BODY("too-large");

    /** The target of {@link #REDIRECT}. */
    static final String REDIRECTED = "/redirected";

    /** Longer than any fetch limit in a test. */
    private static final int DELAY_MILLISECONDS = 10_000;

    private static final int CHUNKS = 20;
    private static final int MAX_BYTES = 512 * 1024;

    private final String cause;

    StubFault(String cause) {
        this.cause = cause;
    }

    /** Returns the id of the failure that the health of the keys must report. */
    String cause() {
        return cause;
    }

    /** Returns whether only a time limit ends the fetch. */
    boolean hangs() {
        return cause.equals("timeout");
    }

    ResponseDefinitionBuilder response() {
        String keys = StubbedIssuer.jwks();
        return switch (this) {
            case RESET -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case EMPTY -> aResponse().withFault(Fault.EMPTY_RESPONSE);
            case GARBAGE -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
            case GARBAGE_IN_BODY -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
            case DELAY -> okJson(keys).withFixedDelay(DELAY_MILLISECONDS);
            case DRIBBLE -> okJson(keys).withChunkedDribbleDelay(CHUNKS, DELAY_MILLISECONDS);
            case NO_CONTENT -> status(204);
            case STATUS_404 -> status(404);
            case STATUS_410 -> status(410);
            case STATUS_429 -> status(429).withHeader("Retry-After", "1");
            case STATUS_500 -> status(500);
            case STATUS_503 -> status(503).withHeader("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
            case REDIRECT -> temporaryRedirect(REDIRECTED);
            case HTML -> ok("<!DOCTYPE html><html></html>").withHeader("Content-Type", "text/html");
            case NO_BODY -> ok();
            case HALF_A_BODY -> okJson(keys.substring(0, keys.length() / 2));
            case LARGE_BODY -> okJson(" ".repeat(MAX_BYTES) + keys);
        };
    }
}
