package io.busha.resourceserver.spring.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a rule that cannot be enforced does not start. */
class StartScanTest {

    private static StartRefusedException refusal(Class<?>... beans) {
        return refusal(context -> context.register(beans));
    }

    private static StartRefusedException refusal(Consumer<AnnotationConfigApplicationContext> preparation) {
        StartRefusedException refused = catchThrowableOfType(
                StartRefusedException.class, () -> Beans.prepared(preparation).close());
        assertThat(refused).as("the application refuses to start").isNotNull();
        return refused;
    }

    static class Unreachable {
        @RequireScope("private")
        @SuppressWarnings("unused")
        private void hidden() {}

        @RequireScope("static")
        static void shared() {}

        @RequireScope("final")
        final void fixed() {}

        @RequireScope("fine")
        void fine() {}
    }

    @RequireScope("class")
    static final class FinalClass {
        @SuppressWarnings("unused")
        void call() {}
    }

    @RequireScope("class")
    static class FinalMethod {
        final void fixed() {}

        @Open
        final void open() {}

        @SuppressWarnings("unused")
        private void hidden() {}

        static void shared() {}
    }

    static class Torn {
        @Open
        @Authenticated
        void both() {}
    }

    @RequireScope("weak")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Needs {
        @AliasFor(annotation = RequireScope.class, attribute = "value")
        String[] scopes();
    }

    static class Aliased {
        @Needs(scopes = "strong")
        void aliased() {}
    }

    @Authenticated
    @Retention(RetentionPolicy.RUNTIME)
    @interface Critical {
        @AliasFor(annotation = Authenticated.class, attribute = "critical")
        boolean now();
    }

    static class AliasedCritical {
        @Critical(now = true)
        void aliased() {}

        @Critical(now = false)
        void same() {}
    }

    @Test
    void refusesCriticalThatIsAliased() {
        assertThat(refusal(AliasedCritical.class))
                .hasMessageContaining("AliasedCritical.aliased: ")
                .hasMessageContaining("@Authenticated come from another annotation by @AliasFor")
                .hasMessageNotContaining("AliasedCritical.same");
    }

    static class CriticalMethod {
        @Authenticated(critical = true)
        void pay() {}

        @Authenticated
        void read() {}
    }

    @RequireScope(value = "transfers:write", critical = true)
    static class CriticalClass {
        void pay() {}
    }

    @Test
    void refusesCriticalMethodsOfBeansThatAreNoEndpoints() {
        assertThat(refusal(CriticalMethod.class, CriticalClass.class))
                .hasMessageContaining("CriticalMethod.pay: only an endpoint can be critical")
                .hasMessageContaining("CriticalClass.pay: only an endpoint can be critical")
                .hasMessageNotContaining("CriticalMethod.read");
    }

    @Test
    void reportsAllFaultsAtOnce() {
        StartRefusedException refused =
                refusal(Unreachable.class, FinalClass.class, FinalMethod.class, Torn.class, Aliased.class);
        assertThat(refused)
                .hasMessageContaining("Unreachable.hidden: it is private")
                .hasMessageContaining("Unreachable.shared: it is static")
                .hasMessageContaining("Unreachable.fixed: it is final")
                .hasMessageContaining("FinalClass: it is final")
                .hasMessageContaining("FinalMethod.fixed: it is final")
                .hasMessageContaining("Torn.both: ")
                .hasMessageContaining("Aliased.aliased: ")
                .hasMessageContaining("@AliasFor")
                .hasMessageNotContainingAny(
                        "Unreachable.fine", "FinalMethod.open", "FinalMethod.hidden", "FinalMethod.shared");
        assertThat(refused.remedy()).contains("proxy");
    }

    @Lazy
    static class LazyTorn extends Torn {}

    @Scope("prototype")
    static class PrototypeTorn extends Torn {}

    @ParameterizedTest
    @ValueSource(classes = {LazyTorn.class, PrototypeTorn.class})
    void checksBeansNotYetCreated(Class<?> bean) {
        assertThat(refusal(bean)).hasMessageContaining("Torn.both");
    }

    interface Hiding {}

    static class HiddenTorn extends Torn implements Hiding {}

    @Configuration(proxyBeanMethods = false)
    static class MakesLater {
        @Bean
        @Lazy
        Hiding hiding() {
            return new HiddenTorn();
        }
    }

    @Test
    void refusesToCreateBeanWhoseInterfaceHidItsFault() {
        try (Beans beans = Beans.of(MakesLater.class)) {
            assertThatThrownBy(() -> beans.get(Hiding.class)).hasRootCauseInstanceOf(StartRefusedException.class);
        }
    }

    @RequireScope("early")
    static class Early {
        void call() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Hurried {
        @Bean
        Early early() {
            return new Early();
        }

        @Bean
        static BeanFactoryPostProcessor needsIt() {
            return beans -> beans.getBean(Early.class);
        }
    }

    @Test
    void reportsBeansCreatedTooEarly() {
        assertThat(refusal(Hurried.class)).hasMessageContaining("Early: the bean early");
    }

    /** Tests put them in the place of beans; nothing runs there. */
    @Test
    void ignoresMocks() {
        Early mock = Mockito.mock(Early.class);
        try (Beans beans = Beans.prepared(context -> {
            context.registerBean("early", Early.class);
            context.getBeanFactory().registerSingleton("early", mock);
        })) {
            assertThat(beans.get(Early.class)).isSameAs(mock);
        }
    }

    @RequireScope("filter")
    static class Filtering implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }

    static class Handling implements HttpRequestHandler {
        @Override
        @RequireScope("read")
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("unread")
        void beside() {}
    }

    @RequireScope("read")
    static class Serving extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        @RequireScope("read")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("unread")
        void beside() {}
    }

    @RequireScope("read")
    @ServerEndpoint("/socket")
    static class Socket {
        void message() {}
    }

    @Test
    void ignoresEndpointsThatTheDoorChecks() {
        try (Beans beans = Beans.of(Socket.class)) {
            assertThat(AopUtils.isAopProxy(beans.get(Socket.class))).isFalse();
        }
    }

    @Test
    void reportsRulesOnEndpointsAndFiltersThatTheDoorDoesNotRead() {
        StartRefusedException refused = refusal(Filtering.class, Handling.class, Serving.class);
        assertThat(refused)
                .hasMessageContaining("Filtering: annotations on it are not read")
                .hasMessageContaining("Handling.beside: ")
                .hasMessageContaining("Serving.beside: ")
                .hasMessageNotContainingAny("Handling.handleRequest", "Serving.doGet", "Serving: ");
    }

    @RestController
    @RequireScope("read")
    static class Handlers {
        @GetMapping("/read")
        String read() {
            return "read";
        }
    }

    @Test
    void reportsBeansOfParentContext() {
        try (AnnotationConfigApplicationContext above =
                new AnnotationConfigApplicationContext(Early.class, Handlers.class)) {
            assertThat(refusal(context -> context.setParent(above)))
                    .hasMessageContaining("Early: the bean ")
                    .hasMessageContaining("in another application context")
                    .hasMessageNotContaining("Handlers");
        }
    }

    @Test
    void reportsBeansOfChildContext() {
        try (Beans beans = Beans.of(Handlers.class)) {
            AnnotationConfigApplicationContext below = new AnnotationConfigApplicationContext();
            below.setParent(beans.context());
            below.register(Early.class, Handlers.class);
            assertThatThrownBy(below::refresh)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Early: the bean ")
                    .hasMessageNotContaining("Handlers");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Fine {
        @Bean
        @Lazy
        String text() {
            return "text";
        }

        @Bean
        FactoryBean<Hiding> factory() {
            return new FactoryBean<>() {
                @Override
                public Hiding getObject() throws BeansException {
                    throw new NoSuchBeanDefinitionException("nobody asks for it");
                }

                @Override
                public Class<?> getObjectType() {
                    return Hiding.class;
                }
            };
        }
    }

    @Test
    void createsNoBeanForTheCheck() {
        try (Beans beans = Beans.of(Fine.class, Early.class)) {
            beans.caller.has("early");
            beans.get(Early.class).call();
            assertThat(List.of(beans.get(String.class))).containsExactly("text");
        }
    }
}
