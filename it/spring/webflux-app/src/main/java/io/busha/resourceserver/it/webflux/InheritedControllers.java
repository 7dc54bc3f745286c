package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose rule is declared somewhere else than on what runs. */
final class InheritedControllers {

    private InheritedControllers() {}

    /** Declares on its method; the subclass overrides that. */
    abstract static class Declaring {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/superclass")
        abstract String get(ServerHttpRequest request);
    }

    @RestController
    static class OfSuperclass extends Declaring {
        private final Sightings seen;

        OfSuperclass(Sightings seen) {
            this.seen = seen;
        }

        @Override
        String get(ServerHttpRequest request) {
            return seen.answer(request, "superclass");
        }
    }

    /** Declares on the method that a controller implements. */
    interface DeclaredGet {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/interface")
        String get(ServerHttpRequest request);
    }

    @RestController
    static class OfInterface implements DeclaredGet {
        private final Sightings seen;

        OfInterface(Sightings seen) {
            this.seen = seen;
        }

        @Override
        public String get(ServerHttpRequest request) {
            return seen.answer(request, "interface");
        }
    }

    /** Declares on a method that leads to one with a type parameter. */
    abstract static class Generic<T> {
        abstract T value(ServerHttpRequest request);

        @RequireScope("transfers:write")
        @GetMapping("/inherited/generic")
        T get(ServerHttpRequest request) {
            return value(request);
        }
    }

    @RestController
    static class OfGeneric extends Generic<String> {
        private final Sightings seen;

        OfGeneric(Sightings seen) {
            this.seen = seen;
        }

        @Override
        String value(ServerHttpRequest request) {
            return seen.answer(request, "generic");
        }
    }

    /** The type parameter stands in the method's own signature, so that a controller has a bridge method beside it. */
    interface Handler<Q extends ServerHttpRequest> {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/bridge")
        String get(Q request);
    }

    @RestController
    static class OfBridge implements Handler<ServerHttpRequest> {
        private final Sightings seen;

        OfBridge(Sightings seen) {
            this.seen = seen;
        }

        @Override
        public String get(ServerHttpRequest request) {
            return seen.answer(request, "bridge");
        }
    }

    /** What the proxy extends. */
    static class Proxied {
        private final Sightings seen;

        Proxied(Sightings seen) {
            this.seen = seen;
        }

        @RequireScope("transfers:write")
        @GetMapping("/inherited/proxy")
        public String get(ServerHttpRequest request) {
            return seen.answer(request, "proxy");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxies {
        /** A subclass that is generated while the application starts, which has none of the annotations. */
        @Bean
        ProxiedController proxied(Sightings seen) {
            ProxyFactory factory = new ProxyFactory(new ProxiedController(seen));
            factory.setProxyTargetClass(true);
            return (ProxiedController) factory.getProxy();
        }
    }

    @RestController
    static class ProxiedController extends Proxied {
        ProxiedController(Sightings seen) {
            super(seen);
        }
    }
}
