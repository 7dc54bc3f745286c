package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import io.busha.resourceserver.spring.internal.HealthPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.annotation.AliasFor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.Controller;

/** Where the annotation of a handler may stand. */
class HandlerDeclarationsTest {

    private final HandlerDeclarations declarations = new BushaMvcAutoConfiguration()
            .bushaHandlerDeclarations(new StaticListableBeanFactory().getBeanProvider(HealthPaths.class));

    private Optional<Rule> rule(Object handler) {
        return HandlerGate.endpoint(declarations, handler, new MockHttpServletRequest())
                .declaredRule();
    }

    private Optional<Rule> ofMethod(Object bean) {
        return rule(new HandlerMethod(
                bean,
                Arrays.stream(bean.getClass().getMethods())
                        .filter(method -> method.getName().equals("get"))
                        .findFirst()
                        .orElseThrow()));
    }

    @RequireScope("balances:read")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ReadsBalances {}

    @ReadsBalances
    @Retention(RetentionPolicy.RUNTIME)
    @interface Twice {}

    public interface Api {
        void get();
    }

    @Open
    public static class OnMethod implements Api {
        @Override
        @Twice
        public void get() {}
    }

    @Twice
    public static class OnClass implements Api {
        @Override
        public void get() {}
    }

    public static class Nothing implements Api {
        @Override
        public void get() {}
    }

    public static class Torn implements Api {
        @Override
        @Twice
        @Authenticated
        public void get() {}
    }

    @Test
    void findsRuleOnMetaAnnotation() {
        assertThat(ofMethod(new OnMethod())).contains(Rule.allOf("balances:read"));
        assertThat(ofMethod(new OnClass())).contains(Rule.allOf("balances:read"));
    }

    @Test
    void findsNoRuleWithoutAnnotation() {
        assertThat(ofMethod(new Nothing())).isEmpty();
    }

    @Test
    void closesHandlerWithContradictoryAnnotations() {
        assertThat(ofMethod(new Torn())).contains(Rule.closed());
    }

    @RequireScope("looks:so")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Aliasing {
        @AliasFor(annotation = RequireScope.class, attribute = "value")
        String[] scopes();
    }

    public static class OnAliasedMethod implements Api {
        @Override
        @Aliasing(scopes = "is:not")
        public void get() {}
    }

    @Aliasing(scopes = "is:not")
    public static class OnAliasedClass implements Api {
        @Override
        public void get() {}
    }

    public static class OfAliasedClass extends OnAliasedClass {}

    @Test
    void closesHandlerWithAliasedScopes() {
        assertThat(ofMethod(new OnAliasedMethod())).contains(Rule.closed());
        assertThat(ofMethod(new OnAliasedClass())).contains(Rule.closed());
        assertThat(ofMethod(new OfAliasedClass())).contains(Rule.closed());
    }

    @Test
    void findsRuleBehindInterfaceProxy() {
        Object proxy = new ProxyFactory(new OnClass()).getProxy();
        assertThat(proxy).isNotInstanceOf(OnClass.class);
        assertThat(ofMethod(proxy)).contains(Rule.allOf("balances:read"));
    }

    @Test
    void findsRuleBehindGeneratedSubclass() {
        ProxyFactory factory = new ProxyFactory(new OnMethod());
        factory.setProxyTargetClass(true);
        assertThat(ofMethod(factory.getProxy())).contains(Rule.allOf("balances:read"));
    }

    @Open
    public static class OldController implements Controller {
        @Override
        @Twice
        public @Nullable ModelAndView handleRequest(HttpServletRequest request, HttpServletResponse response) {
            return null;
        }
    }

    @Open
    public static class PlainHandler implements HttpRequestHandler {
        @Override
        @Twice
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) {}
    }

    @Open
    public static class Function implements HandlerFunction<ServerResponse> {
        @Override
        @Twice
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().build();
        }
    }

    @Authenticated
    public static class Unknown {}

    @Test
    void findsRuleOnHandlingMethodOfHandlerObjects() {
        for (Object handler : new Object[] {new OldController(), new PlainHandler(), new Function()}) {
            assertThat(rule(handler)).contains(Rule.allOf("balances:read"));
        }
        HandlerFunction<ServerResponse> lambda = request -> ServerResponse.ok().build();
        assertThat(rule(lambda)).isEmpty();
    }

    @Test
    void findsRuleOnClassOfAnyOtherHandler() {
        assertThat(rule(new Unknown())).contains(Rule.authenticated());
    }
}
