package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.DispatchedEndpoints;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

@ExtendWith(LocalIssuerExtension.class)
class TokenAuthenticationFilterTest {

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final TokenAuthenticationFilter filter;

    TokenAuthenticationFilterTest(LocalIssuer issuer) {
        this.issuer = issuer;
        guard = TestTokens.guard(issuer);
        filter = new TokenAuthenticationFilter(
                ServletDoor.of("busha", guard, new NoEndpoints()),
                JwtCaller::new,
                SecurityContextHolder.getContextHolderStrategy());
    }

    private static final class NoEndpoints implements DispatchedEndpoints {
        @Override
        public boolean areBehind(String servlet) {
            return false;
        }

        @Override
        public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
            return Reachable.closed();
        }

        @Override
        public List<MappedEndpoint> endpoints(String servlet, String prefix) {
            return List.of();
        }
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
        guard.close();
    }

    private @Nullable Authentication callerBehind(MockHttpServletRequest request) throws Exception {
        List<Authentication> seen = new ArrayList<>();
        filter.doFilter(request, new MockHttpServletResponse(), (admitted, response) -> {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            if (caller != null) {
                seen.add(caller);
            }
        });
        return seen.isEmpty() ? null : seen.get(0);
    }

    private MockHttpServletRequest admitted(String subject) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(
                ResourceServerFilter.TOKEN_ATTRIBUTE,
                TestTokens.verified(guard, issuer.accessToken().subject(subject)));
        return request;
    }

    /** Another thread may work with the same context object: where it is changed, that thread's caller is too. */
    @Test
    void leavesContextOfOtherRequestUnchanged() throws Exception {
        Authentication another = new TestingAuthenticationToken("another", "");
        SecurityContext shared = new SecurityContextImpl(another);
        SecurityContextHolder.setContext(shared);
        assertThat(callerBehind(admitted("user")))
                .extracting(Authentication::getName)
                .isEqualTo("user");
        assertThat(shared.getAuthentication()).isSameAs(another);
    }

    @Test
    void setsCallerOfEachDispatch() throws Exception {
        assertThat(callerBehind(admitted("first")))
                .extracting(Authentication::getName)
                .isEqualTo("first");
        assertThat(callerBehind(admitted("second")))
                .extracting(Authentication::getName)
                .isEqualTo("second");
    }

    @Test
    void setsNoCallerWithoutToken() throws Exception {
        assertThat(callerBehind(new MockHttpServletRequest())).isNull();
    }

    @Test
    void passesUndecidedRequestThroughTheDoor() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(new MockHttpServletRequest(), response, (admitted, answer) -> {
            throw new AssertionError("the request went on");
        });
        assertThat(response.getStatus()).isEqualTo(403);
    }
}
