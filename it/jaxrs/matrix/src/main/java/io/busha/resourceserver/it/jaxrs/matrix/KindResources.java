package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.route.RequireScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A protected method in every place where a resource method can be declared. */
public final class KindResources {

    private KindResources() {}

    static Class<?>[] all() {
        return new Class<?>[] {
            Root.class,
            Typed.class,
            OfObject.class,
            OfClass.class,
            OfInterface.class,
            OfGeneric.class,
            Proxied$$Generated.class
        };
    }

    @Path("/root")
    public static class Root {
        @GET
        @RequireScope("balances:read")
        public String get() {
            return Bodies.ran("root");
        }
    }

    /** The sub-resource that locators return. */
    public static class Sub {
        @GET
        @RequireScope("balances:read")
        public String get() {
            return Bodies.ran("sub");
        }
    }

    @Path("/typed")
    public static class Typed {
        @Path("sub")
        public Sub sub() {
            return Bodies.located(new Sub());
        }
    }

    @Path("/object")
    public static class OfObject {
        @Path("sub")
        public Object sub() {
            return Bodies.located(new Sub());
        }
    }

    @Path("/class")
    public static class OfClass {
        @Path("sub")
        public Class<?> sub() {
            return Bodies.located(Sub.class);
        }
    }

    /** Has every annotation except the path. */
    public interface Declaring {
        @GET
        @RequireScope("balances:read")
        String get();
    }

    @Path("/interface")
    public static class OfInterface implements Declaring {
        @Override
        public String get() {
            return Bodies.ran("interface");
        }
    }

    /** Has a type parameter in the signature, so that a subclass gets a bridge method. */
    public abstract static class Generic<T> {
        @GET
        @RequireScope("balances:read")
        public abstract T get();
    }

    @Path("/generic")
    public static class OfGeneric extends Generic<String> {
        @Override
        public String get() {
            return Bodies.ran("generic");
        }
    }

    @Path("/proxy")
    public static class Proxied {
        @GET
        @RequireScope("balances:read")
        public String get() {
            return Bodies.ran("proxy");
        }
    }

    /** Imitates a generated proxy: overrides every method and copies no annotation. */
    public static class Proxied$$Generated extends Proxied {
        @Override
        public String get() {
            return super.get();
        }
    }
}
