package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers everything that a handler sees of its caller. */
@RestController
class MeController {

    private final Sightings seen;

    MeController(Sightings seen) {
        this.seen = seen;
    }

    /** A reactive exchange has a principal, but no remote user, authentication type or roles. */
    @Authenticated
    @GetMapping(path = "/me", produces = "application/json")
    byte[] me(VerifiedToken token, Principal principal, ServerHttpRequest request) {
        Map<String, @Nullable Object> caller = new LinkedHashMap<>();
        caller.put("sub", token.subject());
        caller.put("client_id", token.clientId());
        caller.put("scopes", List.copyOf(token.scopes()));
        caller.put("jti", token.jwtId().orElse(null));
        caller.put("principal", principal.getName());
        caller.put("remote_user", principal.getName());
        caller.put("auth_type", "BEARER");
        caller.put("in_role_balances", token.scopes().contains("balances:read"));
        for (String key : List.of("sub", "client_id", "jti")) {
            caller.put("mdc_" + key, MDC.get(key));
        }
        return seen.answer(request, JsonUtil.toJson(caller))
                .getBytes(StandardCharsets.UTF_8); // bytes, because Spring would log a string
    }
}
