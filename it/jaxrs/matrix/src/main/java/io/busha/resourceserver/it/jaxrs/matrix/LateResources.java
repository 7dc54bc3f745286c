package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Sub-resources that are unknown before the first request, and resources with contradictory declarations. */
public final class LateResources {

    private LateResources() {}

    /** One half of a contradiction, with the mapping. */
    public interface ByScope {
        @GET
        @RequireScope("balances:read")
        String get();
    }

    /** The other half of the contradiction, without a mapping. */
    public interface ForAll {
        @Open
        String get();
    }

    /** A sub-resource whose two interfaces contradict each other. */
    public static class Disagreeing implements ByScope, ForAll {
        @Override
        public String get() {
            return Bodies.ran("disagreeing");
        }
    }

    /** A root resource whose two interfaces contradict each other. */
    @Path("/disagreeing")
    public static class RootDisagreeing extends Disagreeing {}

    /** A sub-resource with a rule on its locator, which would protect nothing. */
    public static class RuleOnLocator {
        @Path("sub")
        @Authenticated
        public Object sub() {
            return Bodies.located(new KindResources.Sub());
        }
    }

    /** A root resource with a rule on its locator, which would protect nothing. */
    @Path("/relying")
    public static class RootRuleOnLocator extends RuleOnLocator {}

    /** A root resource with a rule on its locator and a resource method, for which every implementation asks dynamic features. */
    @Path("/relying")
    public static class RuleOnLocatorBesideMethod extends RuleOnLocator {
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
            return Bodies.located(new RuleOnLocator());
        }

        @Path("undeclared")
        public Object undeclared() {
            return Bodies.located(new Undeclared());
        }
    }
}
