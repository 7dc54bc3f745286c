package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Locators and resource methods that only the types of their parameters tell apart. */
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

    /** Maps and declares; what extends it says what a key is. */
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

    /** The rule is on the wrong one of two. */
    @Path("/relying")
    public static class Relying {
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
