package io.busha.resourceserver.it.app;

import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A critical endpoint, and the endpoints that connect and disconnect a caller. */
public final class ConnectionEndpoints {

    private ConnectionEndpoints() {}

    @RequireScope(value = "transfers:write", critical = true)
    public static final class Pay extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, "pay");
        }
    }

    @Authenticated
    public static final class Connect extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, connect(revocations(request), token(request)));
        }
    }

    @Authenticated
    public static final class Disconnect extends Endpoint {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, disconnect(revocations(request), token(request)));
        }
    }

    /** Returns what the endpoint that connects answers. */
    public static String connect(Revocations revocations, VerifiedToken token) {
        return revocations.allow(token).toCompletableFuture().join() ? "allowed" : "not allowed";
    }

    /** Returns what the endpoint that disconnects answers. */
    public static String disconnect(Revocations revocations, VerifiedToken token) {
        revocations.revoke(token).toCompletableFuture().join();
        return "revoked";
    }

    private static VerifiedToken token(HttpServletRequest request) {
        return ResourceServerFilter.token(request).orElseThrow();
    }

    /** Finds the filter of the application: code registers it as {@code door}, and WARs map it as {@code busha}. */
    private static Revocations revocations(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        String filter = context.getFilterRegistration("door") == null ? "busha" : "door";
        return ResourceServerFilter.revocations(context, filter);
    }
}
