package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** An initialised filter and the requests that it passed on. */
final class Door {

    private final ResourceServerFilter filter;
    private final FakeApplication application;
    private final List<HttpServletRequest> arrived = new ArrayList<>();

    private Door(ResourceServerFilter filter, FakeApplication application) {
        this.filter = filter;
        this.application = application;
    }

    static Door of(ResourceServerFilter filter, FakeConfig config) throws ServletException {
        filter.init(config.config());
        return new Door(filter, config.application());
    }

    /** The filter of a framework's door, under the name of the door. */
    static Door of(ServletDoor door, FakeApplication application) throws ServletException {
        return of(new ResourceServerFilter(door), new FakeConfig(door.name(), application));
    }

    /** Returns a filter named {@code busha} with a given guard. */
    static Door of(ResourceServerFilter filter, FakeApplication application) throws ServletException {
        return of(filter, new FakeConfig("busha", application));
    }

    static RequestGuard guard(LocalIssuer issuer, String... settings) {
        return guard(issuer, new SimpleMeterRegistry(), settings);
    }

    /** Returns a guard that has the issuer's key from the start; the further arguments are names and values of settings in turn. */
    static RequestGuard guard(LocalIssuer issuer, MeterRegistry registry, String... settings) {
        Map<String, String> values = new HashMap<>();
        values.put("issuer", issuer.issuer());
        values.put("client-id", LocalIssuer.CLIENT_ID);
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        return RequestGuard.builder(Settings.from(values))
                .keys(KeySource.fixed(issuer.issuer(), jwks))
                .meterRegistry(registry)
                .build();
    }

    /** Returns {@code let in as SUBJECT}, {@code let in as nobody}, or {@code refused with STATUS}. */
    String send(FakeRequest request) throws ServletException, IOException {
        FakeResponse response = new FakeResponse();
        int before = arrived.size();
        send(request, response);
        return arrived.size() == before
                ? "refused with " + response.status()
                : "let in as "
                        + ResourceServerFilter.token(last())
                                .map(VerifiedToken::subject)
                                .orElse("nobody");
    }

    void send(FakeRequest request, FakeResponse response) throws ServletException, IOException {
        filter.doFilter(
                request.in(application).request(),
                response.response(),
                (let, in) -> arrived.add((HttpServletRequest) let));
    }

    /** Returns the requests that passed the filter, as the application saw them. */
    List<HttpServletRequest> arrived() {
        return arrived;
    }

    private ServletRequest last() {
        return arrived.get(arrived.size() - 1);
    }
}
