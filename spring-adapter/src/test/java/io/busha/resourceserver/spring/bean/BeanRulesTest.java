package io.busha.resourceserver.spring.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;

/** Tests which bean calls are checked, and against which rule. Where the caller comes from does not matter here. */
class BeanRulesTest {

    private static void denied(String rule, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CallDeniedException.class, denied -> assertThat(denied.rule())
                .hasToString(rule));
    }

    @RequireScope("meta")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Meta {}

    interface Face {
        @RequireScope("face")
        default String face() {
            return "face";
        }
    }

    abstract static class Base<T> {
        @RequireScope("generic")
        abstract String generic(T value);

        @RequireScope("inherited")
        String inherited() {
            return "inherited";
        }

        @Meta
        protected String meta() {
            return "meta";
        }
    }

    static class Service extends Base<String> implements Face {
        @Override
        String generic(String value) {
            return value;
        }

        @Open
        String open() {
            return "open";
        }

        String undeclared() {
            return "undeclared";
        }
    }

    @Test
    void checksDeclaredAndInheritedRulesOfMethods() {
        try (Beans beans = Beans.of(Service.class)) {
            Service service = beans.get(Service.class);
            denied("face", service::face);
            denied("generic", () -> service.generic("value"));
            denied("inherited", service::inherited);
            denied("meta", service::meta);
            assertThat(service.open()).isEqualTo("open");
            assertThat(service.undeclared()).isEqualTo("undeclared");
            beans.caller.has("face", "generic", "inherited", "meta");
            assertThat(service.face() + service.generic("value") + service.inherited() + service.meta())
                    .isEqualTo("facevalueinheritedmeta");
        }
    }

    @RequireScope("class")
    static class Ledger {
        String book() {
            return "booked";
        }

        @Authenticated
        String peek() {
            return "peeked";
        }

        @Override
        public String toString() {
            return "ledger";
        }
    }

    @Test
    void appliesClassRuleToMethodWithoutRule() {
        try (Beans beans = Beans.of(Ledger.class)) {
            Ledger ledger = beans.get(Ledger.class);
            denied("class", ledger::book);
            denied("authenticated", ledger::peek);
            assertThat(ledger).hasToString("ledger");
            beans.caller.has("class");
            assertThat(ledger.book() + ledger.peek()).isEqualTo("bookedpeeked");
        }
    }

    static class Plain {
        String any() {
            return "any";
        }
    }

    @Test
    void createsNoOtherProxies() {
        try (Beans beans = Beans.of(Plain.class, Ledger.class)) {
            assertThat(AopUtils.isAopProxy(beans.get(Plain.class))).isFalse();
            assertThat(AopUtils.isAopProxy(beans.get(Ledger.class))).isTrue();
        }
    }

    interface Crud<T> {
        T save(T value);
    }

    @RequireScope("books:read")
    interface Books extends Crud<String> {
        String find(String title);

        @Override
        @RequireScope("books:write")
        String save(String title);
    }

    /** Implements what all repositories have, and not the interface of the application. */
    static class Store implements Crud<Object> {
        @Override
        public Object save(Object value) {
            return value;
        }
    }

    /** As Spring Data makes them. */
    static class Repositories implements FactoryBean<Books> {
        @Override
        public Books getObject() {
            ProxyFactory proxies = new ProxyFactory();
            proxies.setTarget(new Store());
            proxies.setInterfaces(Books.class);
            proxies.addAdvice((MethodInterceptor) call -> call.getArguments()[0]);
            return (Books) proxies.getProxy();
        }

        @Override
        public Class<?> getObjectType() {
            return Books.class;
        }
    }

    @Test
    void appliesRulesOfRepositoryInterface() {
        try (Beans beans = Beans.of(Repositories.class)) {
            Books books = beans.get(Books.class);
            denied("books:read", () -> books.find("title"));
            denied("books:write", () -> books.save("title"));
            beans.caller.has("books:read");
            assertThat(books.find("title")).isEqualTo("title");
            denied("books:write", () -> books.save("title"));
            beans.caller.has("books:write");
            assertThat(books.save("title")).isEqualTo("title");
        }
    }

    interface Rates {
        String rates();
    }

    @RequireScope("hidden")
    static final class HiddenRates implements Rates {
        @Override
        public String rates() {
            return "rates";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hiding {
        @Bean
        static BeanPostProcessor byInterfaces() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Rates ? new ProxyFactory(bean).getProxy() : bean;
                }
            };
        }

        @Bean
        Rates rates() {
            return new HiddenRates();
        }
    }

    @Test
    void appliesRulesOfClassBehindInterfaceProxy() {
        try (Beans beans = Beans.of(Hiding.class)) {
            denied("hidden", () -> beans.get(Rates.class).rates());
            beans.caller.has("hidden");
            assertThat(beans.get(Rates.class).rates()).isEqualTo("rates");
        }
    }

    @RequireScope("client")
    interface Client {
        String fetch();
    }

    @Configuration(proxyBeanMethods = false)
    static class Clients {
        @Bean
        Client proxy() {
            return (Client) Proxy.newProxyInstance(
                    Client.class.getClassLoader(),
                    new Class<?>[] {Client.class},
                    (self, method, arguments) -> "fetched");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Lambdas {
        @Bean
        Client lambda() {
            return () -> "fetched";
        }
    }

    @Test
    void appliesRulesOfInterfaceClients() {
        for (Class<?> clients : List.of(Clients.class, Lambdas.class)) {
            try (Beans beans = Beans.of(clients)) {
                denied("client", () -> beans.get(Client.class).fetch());
                beans.caller.has("client");
                assertThat(beans.get(Client.class).fetch()).isEqualTo("fetched");
            }
        }
    }

    /** Whatever a proxy does besides, a cache or a transaction, it does for callers who were let in. */
    @Test
    void checksBeforeOtherAdviceRuns() {
        List<String> done = new ArrayList<>();
        BeanPostProcessor other = new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof Ledger)) {
                    return bean;
                }
                ProxyFactory proxies = new ProxyFactory(bean);
                proxies.setProxyTargetClass(true);
                proxies.addAdvice((MethodInterceptor) call -> {
                    done.add(call.getMethod().getName());
                    return call.proceed();
                });
                return proxies.getProxy();
            }
        };
        try (Beans beans = Beans.prepared(context -> {
            context.registerBean(BeanPostProcessor.class, () -> other);
            context.register(Ledger.class);
        })) {
            denied("class", () -> beans.get(Ledger.class).book());
            assertThat(done).isEmpty();
            beans.caller.has("class");
            assertThat(beans.get(Ledger.class).book()).isEqualTo("booked");
            assertThat(done).containsExactly("book");
        }
    }

    @Lazy
    @RequireScope("one")
    static class One {
        private final Supplier<Two> two;

        One(ObjectProvider<Two> two) {
            this.two = two::getObject;
        }

        String call() {
            return two.get().call();
        }
    }

    @Scope("prototype")
    @RequireScope("two")
    static class Two {
        String call() {
            return "called";
        }
    }

    @Test
    void checksLazyBeansAndPrototypes() {
        try (Beans beans = Beans.of(One.class, Two.class)) {
            beans.caller.has("one");
            denied("two", () -> beans.get(One.class).call());
            beans.caller.has("one", "two");
            assertThat(beans.get(One.class).call()).isEqualTo("called");
        }
    }

    @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
    @RequireScope("scoped")
    static class Scoped {
        String call() {
            return "called";
        }
    }

    @Test
    void checksTargetsOfScopedProxies() {
        try (Beans beans = Beans.prepared(context -> {
            context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
            context.register(Scoped.class);
        })) {
            denied("scoped", () -> beans.get(Scoped.class).call());
            beans.caller.has("scoped");
            assertThat(beans.get(Scoped.class).call()).isEqualTo("called");
        }
    }

    @RequireScope("left")
    static class Left {
        @Autowired
        private Right right;

        String call() {
            return right.call();
        }
    }

    @RequireScope("right")
    static class Right {
        @Autowired
        private Left left;

        String call() {
            return "called";
        }

        String back() {
            return left.call();
        }
    }

    @Test
    void checksBeansThatDependOnEachOther() {
        try (Beans beans = Beans.of(Left.class, Right.class)) {
            beans.caller.has("right");
            denied("left", () -> beans.get(Right.class).back());
            beans.caller.has("left");
            denied("right", () -> beans.get(Left.class).call());
            beans.caller.has("left", "right");
            assertThat(beans.get(Right.class).back()).isEqualTo("called");
        }
    }

    @Controller
    @RequireScope("class")
    static final class Mapped {
        @RequireScope("handler")
        @GetMapping("/mapped")
        @SuppressWarnings("unused")
        private String handler() {
            return "handler";
        }

        @ExceptionHandler
        String failed(IllegalStateException e) {
            return "failed";
        }

        static Map<String, String> nothing() {
            return Map.of();
        }
    }

    @Controller
    static class Resolver {
        @GetMapping("/mapped")
        @RequireScope("handler")
        String handler() {
            return "handler";
        }

        @RequireScope("query")
        String query() {
            return "query";
        }
    }

    @Test
    void leavesOnlyHandlersToTheDoor() {
        try (Beans beans = Beans.of(Mapped.class, Resolver.class)) {
            assertThat(AopUtils.isAopProxy(beans.get(Mapped.class))).isFalse();
            assertThat(beans.get(Resolver.class).handler()).isEqualTo("handler");
            denied("query", () -> beans.get(Resolver.class).query());
            beans.caller.has("query");
            assertThat(beans.get(Resolver.class).query()).isEqualTo("query");
        }
    }

    @Test
    void findsDenialAmongCauses() {
        CallDeniedException denied = new CallDeniedException(Rule.authenticated(), true);
        assertThat(CallDeniedException.in(new IllegalStateException(new RuntimeException(denied))))
                .containsSame(denied);
        assertThat(CallDeniedException.in(new IllegalStateException())).isEmpty();
    }
}
