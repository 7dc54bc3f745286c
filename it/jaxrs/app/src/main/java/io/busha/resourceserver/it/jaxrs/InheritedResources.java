package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Resources whose rule is declared elsewhere than on the method that runs. */
public final class InheritedResources {

    private InheritedResources() {}

    static List<Class<?>> all() {
        return List.of(
                OfSuperclass.class, OfInterface.class, OfGeneric.class, OfBridge.class, Proxied$$Generated.class);
    }

    /** Has the declaration on a method that the subclass overrides. */
    public abstract static class Declaring {
        @GET
        @RequireScope("transfers:write")
        public Response get(@Context HttpServletRequest request) {
            return Counted.answer(request, "declaring");
        }
    }

    @Path("/inherited/superclass")
    public static class OfSuperclass extends Declaring {
        @Override
        public Response get(HttpServletRequest request) {
            return Counted.answer(request, "superclass");
        }
    }

    /** Has the declaration on a method that a resource implements. */
    public interface DeclaredGet {
        @GET
        @RequireScope("transfers:write")
        Response get(@Context HttpServletRequest request);
    }

    @Path("/inherited/interface")
    public static class OfInterface implements DeclaredGet {
        @Override
        public Response get(HttpServletRequest request) {
            return Counted.answer(request, "interface");
        }
    }

    /** Has the declaration on a method that calls one with a type parameter. */
    public abstract static class Generic<T> {
        abstract T value();

        @GET
        @Produces("text/plain")
        @RequireScope("transfers:write")
        public T get(@Context HttpServletRequest request) {
            Counted.count(request);
            return value();
        }
    }

    @Path("/inherited/generic")
    public static class OfGeneric extends Generic<String> {
        @Override
        String value() {
            return "generic";
        }
    }

    /** Has a type parameter in the method's signature, so that a resource gets a bridge method. */
    public interface Handler<A> {
        @GET
        @RequireScope("transfers:write")
        A get(@Context HttpServletRequest request);
    }

    @Path("/inherited/bridge")
    public static class OfBridge implements Handler<Response> {
        @Override
        public Response get(HttpServletRequest request) {
            return Counted.answer(request, "bridge");
        }
    }

    @Path("/inherited/proxy")
    public static class Proxied {
        @GET
        @RequireScope("transfers:write")
        public Response get(@Context HttpServletRequest request) {
            return Counted.answer(request, "proxy");
        }
    }

    /** Imitates a generated proxy: overrides every method and copies no annotation. */
    public static class Proxied$$Generated extends Proxied {
        @Override
        public Response get(HttpServletRequest request) {
            return super.get(request);
        }
    }
}
