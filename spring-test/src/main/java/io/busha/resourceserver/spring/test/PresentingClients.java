package io.busha.resourceserver.spring.test;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestTemplate;

/**
 * Makes the clients that Boot provides for a test present the test's token. Two of their types have moved or exist only in newer versions,
 * and are known by name here.
 */
final class PresentingClients implements BeanPostProcessor {

    private static final String REST_TEST_CLIENT = "org.springframework.test.web.servlet.client.RestTestClient";
    private static final boolean HAS_SERVLETS = isPresent("jakarta.servlet.Servlet");
    private static final boolean HAS_WEB_CLIENT =
            isPresent("org.springframework.web.reactive.function.client.WebClient");

    private static final ClientHttpRequestInterceptor PRESENTING = (request, body, execution) -> {
        present(request.getHeaders());
        return execution.execute(request, body);
    };

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, PresentingClients.class.getClassLoader());
    }

    /** Adds the token unless the headers already contain a credential. */
    static void present(HttpHeaders headers) {
        if (headers.getFirst(HttpHeaders.AUTHORIZATION) == null) {
            PresentedToken.get().ifPresent(token -> token.accept(headers));
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Class<?> type = bean.getClass();
        if (HAS_SERVLETS && bean instanceof ConfigurableMockMvcBuilder<?> builder) {
            PresentingMockMvc.configure(builder);
        } else if (HAS_WEB_CLIENT && PresentingWebTestClient.isMeant(bean)) {
            return PresentingWebTestClient.of(bean);
        } else if (type.getSimpleName().equals("TestRestTemplate")) {
            ((RestTemplate) call(bean, type, "getRestTemplate"))
                    .getInterceptors()
                    .add(PRESENTING);
        } else if (isRestTestClient(type)) {
            return presenting(bean);
        }
        return bean;
    }

    private static boolean isRestTestClient(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .anyMatch(each -> each.getName().equals(REST_TEST_CLIENT));
    }

    private static Object presenting(Object client) {
        Class<?> type =
                ClassUtils.resolveClassName(REST_TEST_CLIENT, client.getClass().getClassLoader());
        Class<?> builder = ClassUtils.resolveClassName(REST_TEST_CLIENT + "$Builder", type.getClassLoader());
        Object changed = call(call(client, type, "mutate"), builder, "requestInterceptor", PRESENTING);
        return call(changed, builder, "build");
    }

    private static Object call(Object target, Class<?> type, String name, Object... arguments) {
        Class<?>[] types =
                arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {ClientHttpRequestInterceptor.class};
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type, name, types), name);
        @Nullable Object result = ReflectionUtils.invokeMethod(method, target, arguments);
        return Objects.requireNonNull(result, name);
    }
}
