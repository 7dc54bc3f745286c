package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our filter, an application's filter behind it that changes the request, and our confirming filter. */
@ExtendWith(LocalIssuerExtension.class)
class ConfirmingFilterTest {

    private final FakeApplication application = Servlets.application();
    private final ResourceServerFilter door;
    private final Filter confirmation;
    private final List<ServletRequest> arrived = new ArrayList<>();

    ConfirmingFilterTest(LocalIssuer issuer) throws ServletException {
        door = new ResourceServerFilter(Door.guard(issuer));
        door.init(new FakeConfig("busha", application).config());
        ServletStart.confirm("busha", application.context());
        confirmation = application.added("busha.confirmation");
    }

    /** Sends a request that a filter in between changes. */
    private String send(FakeRequest request, Runnable change) throws ServletException, IOException {
        FakeResponse response = new FakeResponse();
        FilterChain behind = (let, in) -> {
            change.run();
            confirm(let, in);
        };
        door.doFilter(request.request(), response.response(), behind);
        return arrived.isEmpty() ? "refused with " + response.status() : "let in";
    }

    private void confirm(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        confirmation.doFilter(request, response, (let, in) -> arrived.add(let));
    }

    @Test
    void passesAnUnchangedRequestOn() throws Exception {
        FakeRequest request = get("/health").to("Health");
        assertThat(send(request, () -> {})).isEqualTo("let in");
        assertThat(arrived.get(0)).isSameAs(request.request());
    }

    @Test
    void decidesAgainIfTheMethodChanges() throws Exception {
        FakeRequest request = get("/health").to("Health");
        assertThat(send(request, () -> request.method("get"))).isEqualTo("refused with 403");
    }

    @Test
    void decidesAgainIfTheServletChanges() throws Exception {
        FakeRequest request = get("/health").to("Health");
        assertThat(send(request, () -> request.at("/me", null).to("Me"))).isEqualTo("refused with 401");
    }

    @Test
    void showsTheCallerToAnotherServlet(LocalIssuer issuer) throws Exception {
        FakeRequest request =
                get("/health").to("Health").bearer(issuer.accessToken().subject("ada"));
        assertThat(send(request, () -> request.at("/me", null).to("Me"))).isEqualTo("let in");
        assertThat(ResourceServerFilter.token(arrived.get(0)))
                .hasValueSatisfying(token -> assertThat(token.subject()).isEqualTo("ada"));
    }

    @Test
    void decidesOnMappedDispatches() throws Exception {
        FakeRequest request = get("/health").to("Health").dispatched(DispatcherType.FORWARD);
        assertThat(send(request, () -> request.at("/me", null).to("Me"))).isEqualTo("refused with 401");
    }

    @Test
    void doesNotDecideWhereTheFilterIsNotMapped() throws Exception {
        confirm(get("/me").to("Me").request(), new FakeResponse().response());
        assertThat(arrived).hasSize(1);
    }

    @Test
    void doesNotDecideOnUnmappedDispatches() throws Exception {
        FakeRequest request = get("/health").to("Health");
        Runnable forward = () -> request.at("/me", null).to("Me").dispatched(DispatcherType.FORWARD);
        assertThat(send(request, forward)).isEqualTo("let in");
    }
}
