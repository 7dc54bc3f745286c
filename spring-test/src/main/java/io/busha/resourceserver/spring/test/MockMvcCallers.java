package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.util.WebUtils;

/**
 * Presents a real token for each mock caller of a {@code MockMvc} request that has no credential: in front of the door, and in front of
 * the first filter of a chain that leads through the door itself. A chain that authenticates callers in another way does not see the
 * token, only the mock caller. Requests to a server are left alone.
 */
final class MockMvcCallers {

    private static final String FILTER_OF_THE_DOOR =
            "io.busha.resourceserver.spring.security.TokenAuthenticationFilter";

    private static final String PRESENTED = MockMvcCallers.class.getName() + ".presented";

    private MockMvcCallers() {}

    static void register(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("bushaMockCallers", new Step(Ordered.HIGHEST_PRECEDENCE, MockMvcCallers::present));
        beans.registerSingleton("bushaMockCallersHidden", new Step(MockCaller.BEHIND_THE_DOOR, MockMvcCallers::hide));
        beans.addBeanPostProcessor(new Chains());
    }

    private static void present(MockHttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && ResourceServerFilter.token(request).isEmpty()) {
            caller(request).ifPresent(token -> {
                token.postProcessRequest(request);
                request.setAttribute(PRESENTED, true);
            });
        }
    }

    private static Optional<BushaToken> caller(HttpServletRequest request) {
        return request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                        instanceof SecurityContext context
                ? MockCaller.tokenOf(context.getAuthentication())
                : Optional.empty();
    }

    private static void hide(MockHttpServletRequest request) {
        if (request.getAttribute(PRESENTED) != null) {
            request.removeAttribute(PRESENTED);
            request.removeHeader(HttpHeaders.AUTHORIZATION);
        }
    }

    @FunctionalInterface
    private interface Change {
        void accept(MockHttpServletRequest request);
    }

    /** Changes requests of a MockMvc, and no others. */
    private record Step(int order, Change change) implements Filter, Ordered {

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            MockHttpServletRequest mock = WebUtils.getNativeRequest(request, MockHttpServletRequest.class);
            if (mock != null) {
                change.accept(mock);
            }
            chain.doFilter(request, response);
        }
    }

    /** For a MockMvc with Spring Security's filters and without the application's. */
    private static final class Chains implements BeanPostProcessor {

        private static final Filter PRESENTING = new Step(0, MockMvcCallers::present);

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof SecurityFilterChain chain
                            && !chain.getFilters().isEmpty()
                    ? new PresentingChain(chain, withStep(chain.getFilters()))
                    : bean;
        }

        private static List<Filter> withStep(List<Filter> filters) {
            boolean leadsThroughTheDoor = filters.stream()
                    .anyMatch(filter -> filter.getClass().getName().equals(FILTER_OF_THE_DOOR));
            List<Filter> more = new ArrayList<>(filters);
            more.add(leadsThroughTheDoor ? 0 : filters.size(), PRESENTING);
            return List.copyOf(more);
        }
    }

    private record PresentingChain(SecurityFilterChain chain, List<Filter> filters) implements SecurityFilterChain {

        @Override
        public boolean matches(HttpServletRequest request) {
            return chain.matches(request);
        }

        @Override
        public List<Filter> getFilters() {
            return filters;
        }
    }
}
