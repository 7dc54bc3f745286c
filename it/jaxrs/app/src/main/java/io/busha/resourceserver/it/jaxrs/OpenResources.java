package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.route.Open;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.Objects;
import org.slf4j.MDC;

/** Resources for everybody. */
public final class OpenResources {

    private OpenResources() {}

    /** Answers the caller's subject. */
    @Open
    @Path("/open")
    public static class ForAll extends AnyMethod {
        @Override
        String text(SecurityContext caller, UriInfo uri) {
            Principal principal = caller.getUserPrincipal();
            return principal == null ? "anonymous" : principal.getName();
        }
    }

    /** Answers the caller's subject in the MDC. */
    @Open
    @Path("/mdc")
    public static class Mdc extends AnyMethod {
        @Override
        String text(SecurityContext caller, UriInfo uri) {
            return Objects.requireNonNullElse(MDC.get("sub"), "-");
        }
    }
}
