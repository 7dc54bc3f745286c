package io.busha.resourceserver.demo;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.time.Instant;

/** Requests to try on the API at one URL: shell commands, each with a comment on the expected answer and its reason. */
record Tour(String url) {

    private static final Duration LONG_AGO = Duration.ofHours(2);

    /** Returns commands with tokens, which are valid for an hour, except for one that is expired on purpose. */
    String withTokensOf(LocalIssuer issuer) {
        String reading = issuer.accessToken().scopes("balances:read").sign();
        String writing = issuer.accessToken().scopes("transfers:write").sign();
        String expired = issuer.accessToken()
                .scopes("balances:read")
                .issuedAt(Instant.now().minus(LONG_AGO))
                .sign();
        return """
                The issuer is %s, in this process. Its tokens are good for an hour. Try in another shell:

                # 200: the token is valid and holds the scope balances:read, which the endpoint requires.
                %s

                # 401: the same, but the token expired an hour ago.
                %s

                # 403: the token is valid, but its only scope is transfers:write.
                %s

                # 200: that token is the right one for a transfer.
                %s

                # 200: its user disconnects. From now on the same transfer is 401: it is critical, so it rejects revoked tokens.
                %s

                %s""".formatted(
                        issuer.issuer(),
                        get("/v1/balances", reading),
                        get("/v1/balances", expired),
                        get("/v1/balances", writing),
                        post("/v1/transfers", writing),
                        disconnect(writing),
                        others());
    }

    /** Returns commands that read a token of the issuer from a shell variable. */
    String withoutTokens() {
        return """
                Put an access token of the issuer into the variable TOKEN, and try in another shell:

                # 200: any valid token will do. 401 where the token is not.
                %s

                # 200 with the scope balances:read, 403 without it.
                %s

                # 200 with the scope transfers:write, 403 without it.
                %s

                # 200: the user of the token disconnects. From now on a transfer is 401: it is critical, so it rejects revoked tokens.
                %s

                %s""".formatted(
                        get("/v1/me", "$TOKEN"),
                        get("/v1/balances", "$TOKEN"),
                        post("/v1/transfers", "$TOKEN"),
                        disconnect("$TOKEN"),
                        others());
    }

    private String get(String path, String token) {
        return "curl -i -H \"Authorization: Bearer " + token + "\" " + url + path;
    }

    private String post(String path, String token) {
        return get(path, token) + " -H \"Content-Type: application/json\" -d '{\"to\":\"Ada\",\"amount\":\"2500.00\"}'";
    }

    private String disconnect(String token) {
        return get("/v1/disconnect", token) + " -X POST";
    }

    private static String others() {
        return """
                There is also /v1/me (any valid token), /v1/admin (declares nothing, so it is closed: 403), and
                /health and /metrics (open).
                """;
    }
}
