package io.busha.resourceserver.it.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** A Spring Authorization Server with the one Busha claim that it does not write itself. */
class SpringAuthorizationServerTest {

    private static final String OTHER_CLIENT = "b-client";
    private static final String NAMELESS_CLIENT = "c-client";

    private static ConfigurableApplicationContext server;
    private static String issuer;
    private static ProtectedApi api;

    /** The whole server: everything else is auto-configured. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Server {

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> namesTheClient() {
            return context -> {
                String client = context.getRegisteredClient().getClientId();
                if (!client.equals(NAMELESS_CLIENT)) {
                    context.getClaims().claim("client_id", client);
                }
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.main.banner-mode", "off");
        for (String client : List.of(ProtectedApi.CLIENT, OTHER_CLIENT, NAMELESS_CLIENT)) {
            String prefix = "spring.security.oauth2.authorizationserver.client." + client + ".registration.";
            properties.put(prefix + "client-id", client);
            properties.put(prefix + "client-secret", "{noop}" + client);
            properties.put(prefix + "client-authentication-methods", "client_secret_basic");
            properties.put(prefix + "authorization-grant-types", "client_credentials");
            properties.put(prefix + "scopes", "balances:read,transfers:write");
        }
        SpringApplication application = new SpringApplication(Server.class);
        application.setDefaultProperties(properties);
        server = application.run();
        issuer = "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
        api = new ProtectedApi(issuer, Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        server.close();
    }

    private static String token(String client, String scope) throws IOException, InterruptedException, JoseException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, StandardCharsets.US_ASCII)))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return String.valueOf(JsonUtil.parseJson(answer).get("access_token"));
    }

    private static void assertRefused(int status, String code, String token) {
        var answer = api.call(token);
        assertThat(answer.body()).contains("urn:busha:problem:" + code);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void acceptsItsTokens() throws Exception {
        for (String scope : List.of("balances:read", "balances:read transfers:write")) {
            var answer = api.call(token(ProtectedApi.CLIENT, scope));
            assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(ProtectedApi.CLIENT);
        }
    }

    @Test
    void refusesATokenWithoutTheScope() throws Exception {
        assertRefused(403, "insufficient-scope", token(ProtectedApi.CLIENT, "transfers:write"));
    }

    @Test
    void refusesTokensOfOtherClients() throws Exception {
        assertRefused(401, "wrong-client", token(OTHER_CLIENT, "balances:read"));
        assertRefused(401, "wrong-client", token(NAMELESS_CLIENT, "balances:read"));
    }

    @Test
    void refusesAModifiedToken() throws Exception {
        String[] strong = token(ProtectedApi.CLIENT, "balances:read").split("\\.", -1);
        String[] weak = token(ProtectedApi.CLIENT, "transfers:write").split("\\.", -1);
        assertRefused(401, "invalid-signature", String.join(".", weak[0], strong[1], weak[2]));
    }

    @Test
    void refusesAnExpiredToken() throws Exception {
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        try (ProtectedApi later = new ProtectedApi(issuer, tomorrow)) {
            var answer = later.call(token(ProtectedApi.CLIENT, "balances:read"));
            assertThat(answer.body()).contains("urn:busha:problem:expired");
            assertThat(answer.status()).isEqualTo(401);
        }
    }
}
