package io.busha.resourceserver.demo.servlet;

import io.busha.resourceserver.demo.Json;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The endpoints. Each method declares who may call it, and needs no other security code. */
@SuppressWarnings("serial") // servlets are Serializable by inheritance only
final class Endpoints {

    private Endpoints() {}

    private static void write(Map<String, ?> object, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(Json.text(object));
    }

    /** For everybody. */
    static final class Health extends HttpServlet {

        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            write(Map.of("status", "up"), response);
        }
    }

    /** For any valid token. Answers the claims of the token. */
    static final class Me extends HttpServlet {

        @Authenticated
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            VerifiedToken token = ResourceServerFilter.token(request).orElseThrow();
            Map<String, @Nullable Object> me = new LinkedHashMap<>();
            me.put("sub", token.subject());
            me.put("client_id", token.clientId());
            me.put("scopes", List.copyOf(token.scopes()));
            me.put("jti", token.jwtId().orElse(null));
            me.put("expires_at", token.expiresAt().toString());
            write(me, response);
        }
    }

    /** For tokens with the scope {@code balances:read}. */
    static final class Balances extends HttpServlet {

        private static final Map<String, String> NAIRA = Map.of("currency", "NGN", "amount", "125000.00");

        @RequireScope("balances:read")
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            write(Map.of("sub", request.getRemoteUser(), "balances", List.of(NAIRA)), response);
        }
    }

    /** For tokens with the scope {@code transfers:write} that were not revoked. Transfers nothing and answers the transfer that it read. */
    static final class Transfers extends HttpServlet {

        @RequireScope(value = "transfers:write", critical = true)
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Optional<Map<String, Object>> transfer = Json.read(request.getInputStream());
            if (transfer.isEmpty()) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                write(Map.of("error", "the body must be a JSON object of at most 64 KiB"), response);
                return;
            }
            String id = UUID.randomUUID().toString();
            write(Map.of("id", id, "from", request.getRemoteUser(), "transfer", transfer.get()), response);
        }
    }

    /** For any valid token. Revokes all tokens that the caller's client has got for the caller. */
    static final class Disconnect extends HttpServlet {

        private final transient Revocations revocations;

        Disconnect(Revocations revocations) {
            this.revocations = revocations;
        }

        @Authenticated
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            VerifiedToken token = ResourceServerFilter.token(request).orElseThrow();
            revocations.revoke(token).toCompletableFuture().join();
            write(Map.of("disconnected", token.subject()), response);
        }
    }

    /** For nobody: endpoints without a declaration are closed. */
    static final class Admin extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            write(Map.of("admin", true), response);
        }
    }

    /** For everybody. Answers the library's meters as Prometheus text. */
    static final class Metrics extends HttpServlet {

        private final PrometheusMeterRegistry registry;

        Metrics(PrometheusMeterRegistry registry) {
            this.registry = registry;
        }

        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain; version=0.0.4; charset=utf-8");
            response.getWriter().write(registry.scrape());
        }
    }
}
