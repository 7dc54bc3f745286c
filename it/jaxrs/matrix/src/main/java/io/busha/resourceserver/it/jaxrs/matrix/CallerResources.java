package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;

/** Methods that answer what they see of their caller. */
public final class CallerResources {

    private CallerResources() {}

    static Class<?>[] all() {
        return new Class<?>[] {Scoped.class, ForAll.class};
    }

    @Path("/caller")
    @RequireScope("balances:read")
    public static class Scoped {
        @GET
        public String get(@Context SecurityContext caller) {
            Threads.use();
            String seen = ((VerifiedToken) caller.getUserPrincipal()).subject()
                    + " "
                    + caller.getAuthenticationScheme()
                    + " "
                    + caller.isUserInRole(CallerKind.SCOPE)
                    + " "
                    + caller.isUserInRole("nobody:has")
                    + " "
                    + Threads.subject();
            return Bodies.ran(seen);
        }

        @GET
        @Path("broken")
        public String broken() {
            Threads.use();
            throw new IllegalStateException(Bodies.ran("broken"));
        }

        /** Declared as {@code Object}; CXF still waits for a returned stage. */
        @GET
        @Path("hidden")
        public Object hidden() {
            Threads.use();
            return CompletableFuture.supplyAsync(() -> Bodies.ran("hidden"), Threads.POOL);
        }
    }

    @Path("/seen")
    @Open
    public static class ForAll {
        @GET
        public String get(@Context SecurityContext caller) {
            String sub = caller.getUserPrincipal() == null ? Threads.subject() : "a principal";
            return Thread.currentThread().getName() + "\n" + sub;
        }
    }
}
