package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that run before ours. */
class FrontFiltersTest {

    private static final String TOMCAT = "org.apache.tomcat.websocket.server.WsFilter";

    /** The order of a container that does or does not allow filters to be moved. */
    private static final class Row implements FilterOrder {
        private final List<String> names;
        private final boolean moves;

        Row(boolean moves, String... names) {
            this.moves = moves;
            this.names = new ArrayList<>(List.of(names));
        }

        @Override
        public List<String> names() {
            return names;
        }

        @Override
        public void putLast(Set<String> filters) {
            if (moves) {
                names.removeAll(filters);
                names.addAll(filters);
            }
        }
    }

    private static ServletContext application(String className) {
        return new FakeApplication()
                .filter(new FakeFilterRegistration("door", ResourceServerFilter.class.getName()))
                .filter(new FakeFilterRegistration("sockets", className))
                .context();
    }

    private static void clear(String className, FilterOrder order) {
        FrontFilters.clear(application(className), Optional.of(order), "door");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOMCAT,
                "io.undertow.websockets.jsr.JsrWebSocketFilter",
                "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter",
                "org.eclipse.jetty.ee.websocket.servlet.WebSocketUpgradeFilter"
            })
    void movesHandshakeFiltersBehindOurs(String className) {
        FilterOrder order = new Row(true, "sockets", "cors", "door");
        clear(className, order);
        assertThat(order.names()).containsExactly("cors", "door", "sockets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.WsFilter", "org.apache.tomcat.websocket.server.WsFilterChain"})
    void doesNotMoveFiltersOfTheApplication(String className) {
        FilterOrder order = new Row(true, "sockets", "door");
        clear(className, order);
        assertThat(order.names()).containsExactly("sockets", "door");
    }

    @Test
    void keepsACorrectOrder() {
        FilterOrder order = new Row(true, "door", "sockets", "other");
        clear(TOMCAT, order);
        assertThat(order.names()).containsExactly("door", "sockets", "other");
    }

    @Test
    void needsNoOrderOfAFilterThatIsNotMapped() {
        assertThatCode(() -> clear(TOMCAT, new Row(false, "sockets"))).doesNotThrowAnyException();
    }

    @Test
    void refusesHandshakeFiltersThatCannotBeMoved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clear(TOMCAT, new Row(false, "sockets", "door")))
                .withMessage("filter [sockets] answers WebSocket handshakes and may run before filter door"
                        + " (it cannot be moved to the end): map door in web.xml, or call"
                        + " ResourceServerFilter.register in a ServletContextListener, so that it runs first");
    }

    @Test
    void refusesAnUnknownOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontFilters.clear(application(TOMCAT), "door"))
                .withMessageContaining("(this container does not show the order of filters)");
    }

    @Test
    void allowsOnlyNamedFilters() {
        FrontFilters front = FrontFilters.clear(
                application("com.acme.Cors"),
                Optional.of(new Row(true, "cors", "door", "log", "door", "last")),
                "door");
        assertThatCode(() -> front.allowOnly(Set.of("cors", "log"))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> front.allowOnly(Set.of("log")))
                .withMessage("these filters run before filter door, but the application has not put them there: [cors]."
                        + " Map them above it in web.xml, or pass their names to ResourceServerFilter.register");
    }

    @Test
    void allowsEveryFilterIfTheOrderIsUnknown() {
        FrontFilters front = FrontFilters.clear(application("com.acme.Cors"), "door");
        assertThatCode(() -> front.allowOnly(Set.of())).doesNotThrowAnyException();
    }
}
