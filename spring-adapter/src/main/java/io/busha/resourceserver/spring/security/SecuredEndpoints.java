package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.servlet.spi.DispatchedEndpoints;
import io.busha.resourceserver.spring.mvc.SharedDenial;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** The endpoints of Spring MVC behind the chains of Spring Security. Thread-safe. */
final class SecuredEndpoints implements DispatchedEndpoints {

    private final DispatchedEndpoints endpoints;
    private final ObjectProvider<SecurityFilterChain> chains;
    private final ObjectProvider<FilterChainProxy> proxies;
    private final TokenlessCaller tokenless = new TokenlessCaller();

    SecuredEndpoints(
            DispatchedEndpoints endpoints,
            ObjectProvider<SecurityFilterChain> chains,
            ObjectProvider<FilterChainProxy> proxies) {
        this.endpoints = endpoints;
        this.chains = chains;
        this.proxies = proxies;
    }

    @Override
    public boolean areBehind(String servlet) {
        return endpoints.areBehind(servlet);
    }

    @Override
    public Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http) {
        return endpoints.reachable(servlet, request, http);
    }

    @Override
    public boolean serveUnmapped(
            String servlet, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        return endpoints.serveUnmapped(servlet, request, response, chain);
    }

    @Override
    public List<String> warnings() {
        return endpoints.warnings();
    }

    @Override
    public void shareDenial(String servlet, HttpServletRequest request, HttpServletResponse denial) throws IOException {
        if (request.getHeader("Authorization") == null
                && request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                        instanceof SecurityContext context) {
            tokenless.mention(context.getAuthentication());
        }
        if (!SharedDenial.share(this::configuredByChain, request, denial)) {
            endpoints.shareDenial(servlet, request, denial);
        }
    }

    private static Optional<SecurityFilterChain> first(Stream<SecurityFilterChain> chains, HttpServletRequest request) {
        return chains.filter(chain -> chain.matches(request)).findFirst();
    }

    /** Returns the configuration of the matching chain's own CORS filter, which denied requests do not reach. */
    private Optional<CorsConfiguration> configuredByChain(HttpServletRequest request) {
        return first(chains.orderedStream(), request)
                .flatMap(chain -> chain.getFilters().stream()
                        .filter(CorsFilter.class::isInstance)
                        .findFirst())
                .map(filter -> new DirectFieldAccessor(filter).getPropertyValue("configSource"))
                .map(source -> ((CorsConfigurationSource) source).getCorsConfiguration(request));
    }

    /** Returns an objection unless the first matching chain takes its callers from a source other than this door. */
    @Override
    public Optional<String> objectionToLeaving(HttpServletRequest request) {
        try {
            return first(proxies.orderedStream().flatMap(proxy -> proxy.getFilterChains().stream()), request)
                    .map(SecuredEndpoints::objection)
                    .orElseGet(() -> Optional.of("no SecurityFilterChain of your own matches it"));
        } catch (RuntimeException e) {
            return Optional.of("a SecurityFilterChain cannot tell by method and path whether it matches it: " + e);
        }
    }

    private static Optional<String> objection(SecurityFilterChain chain) {
        if (chain.getFilters().isEmpty()) {
            return Optional.of("the SecurityFilterChain that matches it has no filters");
        }
        return chain.getFilters().stream().anyMatch(TokenAuthenticationFilter.class::isInstance)
                ? Optional.of("the SecurityFilterChain that matches it takes its callers from this door")
                : Optional.empty();
    }

    @Override
    public boolean isErrorPage(String path) {
        return endpoints.isErrorPage(path);
    }

    @Override
    public List<MappedEndpoint> endpoints(String servlet, String prefix) {
        return endpoints.endpoints(servlet, prefix);
    }
}
