package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers of an application on buses that were created where CXF does not see this library. */
@ExtendWith(LocalIssuerExtension.class)
class CxfSharedBusTest {

    private static final String STOPPED = "Register BushaFeature";

    private final RequestGuard guard;

    CxfSharedBusTest(LocalIssuer issuer) {
        guard = TestGuards.of(issuer);
    }

    @AfterEach
    void end() {
        guard.close();
    }

    /** Runs each case in its own CXF. */
    @SuppressWarnings("unchecked")
    private static String start(Map<String, Object> with, String... marks) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>(with);
        for (String mark : marks) {
            all.put(mark, true);
        }
        Object scene = SharedCxf.application(SharedCxf.container())
                .loadClass(SharedBusScene.class.getName())
                .getConstructor()
                .newInstance();
        return ((Function<Map<String, Object>, String>) scene).apply(all);
    }

    @Test
    void stopsServerWithoutBushaFeatureOnAnExistingBus() throws Exception {
        assertThat(start(Map.of(), "before")).contains(STOPPED);
    }

    @Test
    void stopsServerWithoutBushaFeatureOnABusCreatedLater() throws Exception {
        assertThat(start(Map.of())).contains(STOPPED);
    }

    @Test
    void keepsServerWithBushaFeature() throws Exception {
        assertThat(start(Map.of("guard", guard), "before")).isEqualTo("200");
        assertThat(start(Map.of("guard", guard))).isEqualTo("200");
    }

    @Test
    void keepsServersOfOtherApplications() throws Exception {
        Map<String, Object> other = Map.of("resource", new CxfServersTest.Resource());
        assertThat(start(other, "before")).isEqualTo("200");
        assertThat(start(other)).isEqualTo("200");
    }

    @Test
    void endsWithTheApplication() throws Exception {
        assertThat(start(Map.of(), "before", "ended")).isEqualTo("200");
        assertThat(start(Map.of(), "ended")).isEqualTo("200");
    }

    @Test
    void isNotNeededIfCxfSeesTheLibrary() {
        assertThat(CxfWatch.isNeeded()).isFalse();
    }
}
