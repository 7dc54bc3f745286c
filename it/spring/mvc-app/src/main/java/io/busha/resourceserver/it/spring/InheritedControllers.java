package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose rule is declared somewhere else than on what runs. */
final class InheritedControllers {

    private InheritedControllers() {}

    /** Declares on its method; the subclass overrides that. */
    abstract static class Declaring {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/superclass")
        String get(HttpServletRequest request) {
            return Counted.answer(request, "declaring");
        }
    }

    @RestController
    static class OfSuperclass extends Declaring {
        @Override
        String get(HttpServletRequest request) {
            return Counted.answer(request, "superclass");
        }
    }

    /** Declares on the method that a controller implements. */
    interface DeclaredGet {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/interface")
        String get(HttpServletRequest request);
    }

    @RestController
    static class OfInterface implements DeclaredGet {
        @Override
        public String get(HttpServletRequest request) {
            return Counted.answer(request, "interface");
        }
    }

    /** Declares on a method that leads to one with a type parameter. */
    abstract static class Generic<T> {
        abstract T value();

        @RequireScope("transfers:write")
        @GetMapping("/inherited/generic")
        T get(HttpServletRequest request) {
            Counted.count(request);
            return value();
        }
    }

    @RestController
    static class OfGeneric extends Generic<String> {
        @Override
        String value() {
            return "generic";
        }
    }

    /** The type parameter stands in the method's own signature, so that a controller has a bridge method beside it. */
    interface Handler<Q extends HttpServletRequest> {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/bridge")
        String get(Q request);
    }

    @RestController
    static class OfBridge implements Handler<HttpServletRequest> {
        @Override
        public String get(HttpServletRequest request) {
            return Counted.answer(request, "bridge");
        }
    }

    @RestController
    static class Proxied {
        @RequireScope("transfers:write")
        @GetMapping("/inherited/proxy")
        public String get(HttpServletRequest request) {
            return Counted.answer(request, "proxy");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxies {
        /** A subclass that is generated while the application starts, which has none of the annotations. */
        @Bean
        Proxied proxied() {
            ProxyFactory factory = new ProxyFactory(new Proxied());
            factory.setProxyTargetClass(true);
            return (Proxied) factory.getProxy();
        }
    }
}
