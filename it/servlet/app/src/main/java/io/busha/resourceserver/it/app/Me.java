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

/** Answers everything that an application sees of its caller. */
public final class Me extends Endpoint {

    private static final long serialVersionUID = 1;

    @Override
    @Authenticated
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response);
    }

    /** Answers what this request shows of its caller. Also for endpoints that are not servlets. */
    public static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal principal = request.getUserPrincipal();
        String json = json(
                ResourceServerFilter.token(request).orElseThrow(),
                principal == null ? null : principal.getName(),
                request.getRemoteUser(),
                request.getAuthType(),
                request.isUserInRole("balances:read"));
        response.setContentType("application/json");
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what the contract checks of a caller, including the MDC. */
    public static String json(
            VerifiedToken token,
            @Nullable String principal,
            @Nullable String remoteUser,
            @Nullable String authType,
            boolean inRoleBalances) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        seen.put("sub", token.subject());
        seen.put("client_id", token.clientId());
        seen.put("scopes", List.copyOf(token.scopes()));
        seen.put("jti", token.jwtId().orElse(null));
        seen.put("principal", principal);
        seen.put("remote_user", remoteUser);
        seen.put("auth_type", authType);
        seen.put("in_role_balances", inRoleBalances);
        for (String key : List.of("sub", "client_id", "jti")) {
            seen.put("mdc_" + key, MDC.get(key));
        }
        return JsonUtil.toJson(seen);
    }
}
