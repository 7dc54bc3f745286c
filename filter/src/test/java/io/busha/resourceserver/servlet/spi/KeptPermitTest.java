package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that was admitted once and is dispatched again without its credential. */
@ExtendWith(LocalIssuerExtension.class)
class KeptPermitTest {

    private final LocalIssuer issuer;
    private final Framework framework = new Framework();
    private final FakeApplication application =
            Servlets.application().servlet("other", Servlets.Me.class.getName()).servlet("framework", null, "/*");
    private final Door door;

    KeptPermitTest(LocalIssuer issuer) throws Exception {
        this.issuer = issuer;
        this.door = door("busha");
    }

    private Door door(String name) throws Exception {
        return Door.of(ServletDoor.of(name, Door.guard(issuer), framework), application);
    }

    private FakeRequest letIn() throws Exception {
        FakeRequest request = get("/me")
                .at("/me", "/name")
                .to("Me")
                .bearer(issuer.accessToken().subject("ada"));
        assertThat(door.send(request)).isEqualTo("let in as ada");
        return request.withoutHeaders();
    }

    @ParameterizedTest
    @EnumSource(names = {"ASYNC", "FORWARD"})
    void isValidForTheSameTargetInALaterDispatch(DispatcherType type) throws Exception {
        FakeRequest request = letIn();
        assertThat(door.send(request.dispatched(type))).isEqualTo("let in as ada");
        assertThat(door.send(request.dispatched(type))).isEqualTo("let in as ada");
    }

    @Test
    void isValidForTheSameTargetOfAnInclude() throws Exception {
        FakeRequest request = letIn().dispatched(DispatcherType.INCLUDE);
        request.attribute("jakarta.servlet.include.servlet_path", "/me")
                .attribute("jakarta.servlet.include.path_info", "/name");
        assertThat(door.send(request)).isEqualTo("let in as ada");
        request.attribute("jakarta.servlet.include.path_info", "/mail");
        assertThat(door.send(request)).isEqualTo("refused with 200"); // an include has no status of its own
    }

    @Test
    void isInvalidForARequestFromOutside() throws Exception {
        assertThat(door.send(letIn().dispatched(DispatcherType.REQUEST))).isEqualTo("refused with 401");
    }

    @Test
    void isInvalidForAnotherServlet() throws Exception {
        assertThat(door.send(letIn().dispatched(DispatcherType.FORWARD).to("other")))
                .isEqualTo("refused with 401");
    }

    @Test
    void isInvalidForAnotherPath() throws Exception {
        FakeRequest request = letIn().dispatched(DispatcherType.FORWARD);
        assertThat(door.send(request.at("/me", "/mail"))).isEqualTo("refused with 401");
        assertThat(door.send(request.at("/me", null))).isEqualTo("refused with 401");
    }

    @Test
    void isInvalidForAnotherMethod() throws Exception {
        assertThat(door.send(letIn().dispatched(DispatcherType.FORWARD).method("POST")))
                .isEqualTo("refused with 401");
    }

    @Test
    void isInvalidForAnotherEndpointBehindTheSameServletAndPath() throws Exception {
        framework.put("/a", Rule.open());
        ServletDoor servletDoor = ServletDoor.of("busha", Door.guard(issuer), framework);
        FakeRequest request = get("/a").at("", "/a").to("framework");
        assertThat(Door.of(servletDoor, application).send(request)).isEqualTo("let in as nobody");
        Endpoint open = Endpoint.declaring(Optional.of(Rule.open()));
        assertThat(servletDoor.admits(request.request(), new FakeResponse().response(), open))
                .isTrue();
        Endpoint other = Endpoint.declaring(Optional.of(Rule.authenticated()));
        FakeRequest later = request.dispatched(DispatcherType.ASYNC);
        assertThat(servletDoor.admits(later.request(), new FakeResponse().response(), other))
                .isFalse();
    }

    @Test
    void isInvalidAtAnotherFilterOfTheSameName() throws Exception {
        assertThat(door("busha").send(letIn().dispatched(DispatcherType.FORWARD)))
                .isEqualTo("refused with 401");
    }

    @Test
    void isNotReplacedByAFilterOfAnotherName() throws Exception {
        Door second = door("partners");
        FakeRequest request = get("/me").to("Me").bearer(issuer.accessToken().subject("ada"));
        assertThat(door.send(request)).isEqualTo("let in as ada");
        assertThat(second.send(request)).isEqualTo("let in as ada");
        request.withoutHeaders().dispatched(DispatcherType.ASYNC);
        assertThat(door.send(request)).isEqualTo("let in as ada");
        assertThat(second.send(request)).isEqualTo("let in as ada");
    }

    @Test
    void ignoresOtherValuesOfItsAttribute() throws Exception {
        String place = KeptPermit.class.getName() + ".busha";
        FakeRequest request = get("/me").to("Me").attribute(place, "let me in");
        assertThat(door.send(request.dispatched(DispatcherType.FORWARD))).isEqualTo("refused with 401");
    }
}
