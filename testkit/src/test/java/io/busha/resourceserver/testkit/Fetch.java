package io.busha.resourceserver.testkit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Fetches a document as an application would. */
final class Fetch {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Fetch() {}

    static HttpResponse<String> of(LocalIssuer issuer, Endpoint endpoint) throws IOException, InterruptedException {
        return CLIENT.send(request(issuer, endpoint), BodyHandlers.ofString());
    }

    static CompletableFuture<HttpResponse<String>> later(LocalIssuer issuer, Endpoint endpoint) {
        return CLIENT.sendAsync(request(issuer, endpoint), BodyHandlers.ofString());
    }

    static List<Object> keys(LocalIssuer issuer) throws IOException, InterruptedException, JoseException {
        var set = JsonUtil.parseJson(of(issuer, Endpoint.JWKS).body());
        return List.copyOf((List<?>) Objects.requireNonNull(set.get("keys")));
    }

    private static HttpRequest request(LocalIssuer issuer, Endpoint endpoint) {
        return HttpRequest.newBuilder(issuer.uri().resolve(endpoint.path()))
                .timeout(Duration.ofSeconds(10))
                .build();
    }
}
