package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What nobody knows of before a request comes, and what contradicts itself. */
public final class LateResources {

    private LateResources() {}

    /** One half of a contradiction. */
    public interface ByScope {
        @GET
        @RequireScope("balances:read")
        String get();
    }

    /** The other; the method is mapped once. */
    public interface ForAll {
        @Open
        String get();
    }

    /** What two interfaces disagree about, behind a locator. */
    public static class Disagreeing implements ByScope, ForAll {
        @Override
        public String get() {
            return Bodies.ran("disagreeing");
        }
    }

    /** The same as a root resource. */
    @Path("/disagreeing")
    public static class RootDisagreeing extends Disagreeing {}

    /** Its locator's rule would protect nothing. */
    public static class Relying {
        @Path("sub")
        @Authenticated
        public Object sub() {
            return Bodies.located(new KindResources.Sub());
        }
    }

    /** The same as a root resource. */
    @Path("/relying")
    public static class RootRelying extends Relying {}

    /** The same with a method beside it, which every implementation asks dynamic features about. */
    @Path("/relying")
    public static class RelyingBeside extends Relying {
        @GET
        @RequireScope("balances:read")
        public String get() {
            return Bodies.ran("beside");
        }
    }

    public static class Undeclared {
        @GET
        public String get() {
            return Bodies.ran("undeclared");
        }
    }

    @Path("/late")
    public static class Late {
        @Path("disagreeing")
        public Object disagreeing() {
            return Bodies.located(new Disagreeing());
        }

        @Path("relying")
        public Object relying() {
            return Bodies.located(new Relying());
        }

        @Path("undeclared")
        public Object undeclared() {
            return Bodies.located(new Undeclared());
        }
    }
}
