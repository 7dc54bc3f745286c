package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers whose rule is declared elsewhere than on the method that runs. */
final class InheritedControllers {

    private InheritedControllers() {}

    /** Has the declaration on a method that the subclass overrides. */
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

    /** Has the declaration on a method that a controller implements. */
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

    /** Has the declaration on a method that calls one with a type parameter. */
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

    /** Has a type parameter in the method's signature, so that a controller gets a bridge method. */
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
        /** Creates a proxy: a subclass generated at start, without any of the annotations. */
        @Bean
        Proxied proxied() {
            ProxyFactory factory = new ProxyFactory(new Proxied());
            factory.setProxyTargetClass(true);
            return (Proxied) factory.getProxy();
        }
    }
}
