package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forwards to a framework's error page {@code /error}, by its filter in front of ours and by others. */
@ExtendWith(LocalIssuerExtension.class)
class ErrorPagesTest {

    private static final String SHOWN = "let in as nobody";
    private static final String DECIDED_ON = "refused with 403";

    private final RequestGuard guard;
    private final FakeApplication application = new FakeApplication().servlet("framework", null, "/*");
    private final ServletDoor servletDoor;
    private final Door door;

    ErrorPagesTest(LocalIssuer issuer) throws ServletException {
        this.guard = Door.guard(issuer);
        this.servletDoor = ServletDoor.of("busha", guard, new ShowingErrors().put("/open", Rule.open()));
        this.door = Door.of(servletDoor, application);
    }

    private static final class ShowingErrors extends Framework {
        @Override
        public boolean isErrorPage(String path) {
            return path.equals("/error");
        }
    }

    private static FakeRequest forward(String path) {
        return get("/open").at("", path).to("framework").dispatched(DispatcherType.FORWARD);
    }

    private static FakeRequest failed(FakeRequest request) {
        return request.attribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
    }

    private boolean admits(FakeRequest request) throws Exception {
        return servletDoor.admits(
                request.request(), new FakeResponse().response(), Endpoint.declaring(Optional.empty()));
    }

    @Test
    void areAdmittedAfterAnError() throws Exception {
        FakeRequest request = failed(forward("/error"));
        assertThat(door.send(request)).isEqualTo(SHOWN);
        assertThat(admits(request)).isTrue();
        assertThat(servletDoor.hasAdmitted(request.request())).isTrue();
    }

    @Test
    void areEndpointsWithoutAnError() throws Exception {
        FakeRequest request = forward("/error");
        assertThat(door.send(request)).isEqualTo(DECIDED_ON);
        assertThat(admits(request)).isFalse();
        assertThat(servletDoor.hasAdmitted(request.request())).isFalse();
    }

    @Test
    void areOnlyTheRegisteredPaths() throws Exception {
        for (String path : new String[] {"/errors", "/error/", "/error/x", "/ERROR", "/closed"}) {
            assertThat(door.send(failed(forward(path)))).as(path).isEqualTo(DECIDED_ON);
        }
    }

    @Test
    void areEndpointsForOtherDispatches() throws Exception {
        for (DispatcherType type : new DispatcherType[] {DispatcherType.REQUEST, DispatcherType.ASYNC}) {
            assertThat(door.send(failed(forward("/error")).dispatched(type)))
                    .as(type.name())
                    .isEqualTo(DECIDED_ON);
        }
    }

    /** An endpoint may forward to any path and set any attributes. */
    @Test
    void areEndpointsForForwardsBehindTheFilter() throws Exception {
        FakeRequest request = get("/open").at("", "/open").to("framework").in(application);
        servletDoor.enter(request.request(), new FakeResponse().response(), (arrived, response) -> {
            failed(request.at("", "/error").dispatched(DispatcherType.FORWARD));
            assertThat(door.send(request)).isEqualTo(DECIDED_ON);
        });
        assertThat(door.send(request)).isEqualTo(SHOWN);
    }

    @Test
    void areEndpointsUntilTheOutermostDispatchReturns() throws Exception {
        FakeRequest request = get("/open").at("", "/open").to("framework").in(application);
        servletDoor.enter(request.request(), new FakeResponse().response(), (arrived, response) -> {
            assertThat(door.send(request.dispatched(DispatcherType.INCLUDE)
                            .attribute(RequestDispatcher.INCLUDE_SERVLET_PATH, "/open")))
                    .isEqualTo("let in as nobody");
            failed(request.at("", "/error").dispatched(DispatcherType.FORWARD));
            assertThat(door.send(request)).isEqualTo(DECIDED_ON);
        });
    }

    @Test
    void areAdmittedAfterAnException() throws Exception {
        FakeRequest request = get("/open").at("", "/open").to("framework").in(application);
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() ->
                        servletDoor.enter(request.request(), new FakeResponse().response(), (arrived, response) -> {
                            throw new ServletException("broken");
                        }));
        failed(request.at("", "/error").dispatched(DispatcherType.FORWARD));
        assertThat(door.send(request)).isEqualTo(SHOWN);
    }

    @Test
    void areEndpointsForForwardsFromAnotherThread() throws Exception {
        assertThat(door.send(failed(forward("/error")).answeredLater())).isEqualTo(DECIDED_ON);
    }

    @Test
    void areEndpointsWithoutAFramework() throws Exception {
        for (ServletDoor other :
                new ServletDoor[] {ServletDoor.of("busha", guard), ServletDoor.of("busha", guard, new Framework())}) {
            assertThat(Door.of(other, application).send(failed(forward("/error"))))
                    .isEqualTo(DECIDED_ON);
        }
    }
}
