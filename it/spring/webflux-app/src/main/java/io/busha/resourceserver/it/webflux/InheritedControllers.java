package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose rule is declared elsewhere than on the method that runs. */
final class InheritedControllers {

    private InheritedControllers() {}

    /** Has the declaration on a method that the subclass overrides. */
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

    /** Has the declaration on a method that a controller implements. */
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

    /** Has the declaration on a method that calls one with a type parameter. */
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

    /** Has a type parameter in the method's signature, so that a controller gets a bridge method. */
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

    /** The class that the proxy extends. */
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
        /** Creates a proxy: a subclass generated at start, without any of the annotations. */
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
