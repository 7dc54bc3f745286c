package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Locators and resource methods that differ only in the types of their parameters. */
public final class OverloadedResources {

    private OverloadedResources() {}

    static Class<?>[] all() {
        return new Class<?>[] {MethodFirst.class, LocatorFirst.class, Keyed.class};
    }

    @Path("/method-first")
    public static class MethodFirst {
        @GET
        @Path("{id}")
        @RequireScope("balances:read")
        public String at(@PathParam("id") String id) {
            return Bodies.ran(id);
        }

        @Path("{id}/sub")
        public Object at(@PathParam("id") int id) {
            return Bodies.located(new KindResources.Sub());
        }
    }

    @Path("/locator-first")
    public static class LocatorFirst {
        @Path("{id}/sub")
        public Object at(@PathParam("id") int id) {
            return Bodies.located(new KindResources.Sub());
        }

        @GET
        @Path("{id}")
        @RequireScope("balances:read")
        public String at(@PathParam("id") String id) {
            return Bodies.ran(id);
        }
    }

    /** Has the mapping and the declaration; a subclass sets the type of the key. */
    public abstract static class ByKey<K> {
        @GET
        @Path("{id}")
        @RequireScope("balances:read")
        public abstract String at(@PathParam("id") K id);
    }

    @Path("/keyed")
    public static class Keyed extends ByKey<Long> {
        @Override
        public String at(Long id) {
            return Bodies.ran(id.toString());
        }

        @Path("{id}/sub")
        public Object at(@PathParam("id") String id) {
            return Bodies.located(new KindResources.Sub());
        }
    }

    /** Has its rule on the locator instead of the method. */
    @Path("/relying")
    public static class RuleOnLocator {
        @GET
        @Path("{id}")
        public String at(@PathParam("id") String id) {
            return Bodies.ran(id);
        }

        @Path("{id}/sub")
        @RequireScope("balances:read")
        public Object at(@PathParam("id") int id) {
            return Bodies.located(new KindResources.Sub());
        }
    }
}
