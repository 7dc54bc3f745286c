package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Everything that an application sees of its caller. */
public final class Me extends Endpoint {

    private static final long serialVersionUID = 1;

    @Override
    @Authenticated
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response);
    }

    /** Answers what this request says of its caller: for endpoints that are no servlets too. */
    public static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VerifiedToken token = ResourceServerFilter.token(request).orElseThrow();
        Principal principal = request.getUserPrincipal();
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        seen.put("sub", token.subject());
        seen.put("client_id", token.clientId());
        seen.put("scopes", List.copyOf(token.scopes()));
        seen.put("jti", token.jwtId().orElse(null));
        seen.put("principal", principal == null ? null : principal.getName());
        seen.put("remote_user", request.getRemoteUser());
        seen.put("auth_type", request.getAuthType());
        seen.put("in_role_balances", request.isUserInRole("balances:read"));
        for (String key : List.of("sub", "client_id", "jti")) {
            seen.put("mdc_" + key, MDC.get(key));
        }
        response.setContentType("application/json");
        response.getOutputStream().write(JsonUtil.toJson(seen).getBytes(StandardCharsets.UTF_8));
    }
}
