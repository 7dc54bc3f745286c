package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.token.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialTableTest {

    private static final DenialTable ANSWERS = new DenialTable("busha");

    /** The code, the status, the text, and the part of the challenge after the realm; without a fourth column there is none. */
    private static final String[][] TABLE = {
        {"no-credentials", "401", "an access token is required", ""},
        {
            "multiple-credentials", "400", "more than one Authorization header was sent", ", error=\"invalid_request\"",
        },
        {
            "malformed-credentials",
            "400",
            "the Authorization header is not a well-formed Bearer credential",
            ", error=\"invalid_request\"",
        },
        {"token-too-long", "400", "the token is longer than this server accepts", ", error=\"invalid_request\""},
        ofToken("malformed-token", "the token is not three base64url parts"),
        ofToken("malformed-header", "the header of the token is malformed"),
        ofToken("unsupported-header", "the header of the token asks for something that is not supported"),
        ofToken("wrong-algorithm", "the token is not signed with RS256"),
        ofToken("wrong-type", "the token is of a type that is not accepted"),
        ofToken("missing-key-id", "the token names no key"),
        ofToken("unknown-key", "the token names a key that the issuer does not publish"),
        ofToken("invalid-signature", "the signature of the token does not hold"),
        ofToken("malformed-claims", "the claims of the token are malformed"),
        ofToken("wrong-claim-type", "a claim of the token has the wrong type"),
        ofToken("wrong-issuer", "the token is from another issuer"),
        ofToken("not-an-access-token", "the token is not an access token"),
        ofToken("sender-constrained", "the token is bound to a key of its sender"),
        ofToken("wrong-client", "the token was issued to another client"),
        ofToken("wrong-audience", "the token is meant for another audience"),
        ofToken("invalid-subject", "the token names no valid subject"),
        ofToken("missing-expiry", "the token does not say when it expires"),
        ofToken("expired", "the token has expired"),
        ofToken("not-yet-valid", "the token is not valid yet"),
        ofToken("revoked", "the token was revoked"),
        {"insufficient-scope", "403", "the token lacks a scope that this endpoint requires"},
        {"endpoint-closed", "403", "this endpoint is closed"},
        {"keys-unavailable", "503", "the keys of the issuer are not available"},
        {"revocation-unavailable", "503", "the store of revocations is not available"},
    };

    private static String[] ofToken(String code, String text) {
        return new String[] {
            code, "401", text, ", error=\"invalid_token\", error_description=\"" + text + "\"",
        };
    }

    @Test
    void everyReasonHasItsStatusAndHeaders() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::code))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(TABLE).map(row -> row[0]).toList());
        for (String[] row : TABLE) {
            assertThat(ANSWERS.deny(reason(row[0]))).as(row[0]).satisfies(denial -> answers(denial, row));
        }
    }

    private static Reason reason(String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void answers(Denial denial, String[] row) {
        assertThat(denial.reason().code()).isEqualTo(row[0]);
        assertThat(denial.status()).isEqualTo(Integer.parseInt(row[1]));
        assertThat(denial.body())
                .isEqualTo("{\"type\":\"urn:busha:problem:" + row[0] + "\",\"title\":\"" + row[2] + "\",\"status\":"
                        + row[1] + "}");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", "application/problem+json");
        if (row.length > 3) {
            headers.put("WWW-Authenticate", "Bearer realm=\"busha\"" + row[3]);
        }
        if (row[1].equals("503")) {
            headers.put("Retry-After", "1");
        }
        assertThat(denial.headers()).isEqualTo(headers);
    }

    @Test
    void challengeNamesScopesInDeclaredOrder() {
        Denial denial = ANSWERS.insufficientScope(new LinkedHashSet<>(List.of("transfers:write", "balances:read")));
        assertThat(denial.reason()).isEqualTo(Reason.INSUFFICIENT_SCOPE);
        assertThat(denial.status()).isEqualTo(403);
        assertThat(denial.headers())
                .isEqualTo(Map.of(
                        "WWW-Authenticate",
                        "Bearer realm=\"busha\", error=\"insufficient_scope\","
                                + " scope=\"transfers:write balances:read\"",
                        "Cache-Control",
                        "no-store",
                        "Content-Type",
                        "application/problem+json"));
        assertThat(denial.body())
                .isEqualTo("{\"type\":\"urn:busha:problem:insufficient-scope\","
                        + "\"title\":\"the token lacks a scope that this endpoint requires\",\"status\":403}");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1",
        "PT-5S, 1",
        "PT0.000000001S, 1",
        "PT0.999999999S, 1",
        "PT1S, 1",
        "PT1.000000001S, 2",
        "PT1.999999999S, 2",
        "PT2S, 2",
        "PT5M, 300",
    })
    void retryAfterIsRoundedUpToAtLeastOneSecond(Duration left, String seconds) {
        Denial denial = ANSWERS.deny(Reason.KEYS_UNAVAILABLE, left);
        assertThat(denial.status()).isEqualTo(503);
        assertThat(denial.headers())
                .isEqualTo(Map.of(
                        "Retry-After",
                        seconds,
                        "Cache-Control",
                        "no-store",
                        "Content-Type",
                        "application/problem+json"));
    }

    @Test
    void everyChallengeNamesTheRealm() {
        DenialTable answers = new DenialTable("My bank, v2");
        assertThat(answers.deny(Reason.NO_CREDENTIALS).headers())
                .containsEntry("WWW-Authenticate", "Bearer realm=\"My bank, v2\"");
        assertThat(answers.insufficientScope(Set.of("a")).headers())
                .containsEntry(
                        "WWW-Authenticate", "Bearer realm=\"My bank, v2\", error=\"insufficient_scope\", scope=\"a\"");
    }

    @Test
    void headersOfADenialAreImmutable() {
        Map<String, String> headers = ANSWERS.deny(Reason.EXPIRED).headers();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("a", "b"));
    }
}
