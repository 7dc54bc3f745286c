package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Methods with one, no or two declarations, on the method and on its class. */
public final class DeclaredResources {

    private DeclaredResources() {}

    static Class<?>[] all() {
        return new Class<?>[] {
            OnMethods.class, ScopeOnClass.class, OpenClass.class, DeniedClass.class, RolesOnClass.class
        };
    }

    @Path("/declared")
    public static class OnMethods {
        @GET
        @Path("nothing")
        public String nothing() {
            return Bodies.ran("nothing");
        }

        @GET
        @Path("permit-all")
        @PermitAll
        public String permitAll() {
            return Bodies.ran("permit all");
        }

        @GET
        @Path("roles-alone")
        @RolesAllowed("balances:read")
        public String rolesAlone() {
            return Bodies.ran("roles alone");
        }

        @GET
        @Path("roles")
        @Authenticated
        @RolesAllowed({"balances:read", "nobody:has"})
        public String roles() {
            return Bodies.ran("roles");
        }

        @GET
        @Path("denied")
        @RequireScope("balances:read")
        @DenyAll
        public String denied() {
            return Bodies.ran("denied");
        }
    }

    @Path("/scope-on-class")
    @RequireScope("balances:read")
    public static class ScopeOnClass {
        @GET
        public String get() {
            return Bodies.ran("of the class");
        }

        @GET
        @Path("open")
        @Open
        public String open() {
            return "open";
        }

        @GET
        @Path("other")
        @RequireScope("nobody:has")
        public String other() {
            return Bodies.ran("another scope");
        }
    }

    @Path("/open-class")
    @Open
    public static class OpenClass {
        @GET
        @Path("scope")
        @RequireScope("balances:read")
        public String scope() {
            return Bodies.ran("of the method");
        }
    }

    @Path("/denied-class")
    @DenyAll
    public static class DeniedClass {
        @GET
        @RequireScope("balances:read")
        @PermitAll
        public String get() {
            return Bodies.ran("denied");
        }
    }

    @Path("/roles-on-class")
    @Authenticated
    @RolesAllowed("nobody:has")
    public static class RolesOnClass {
        @GET
        @RolesAllowed("balances:read")
        public String get() {
            return Bodies.ran("of the method");
        }
    }
}
