package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.EventListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServletStartTest {

    private static final String NOTHING_IS_PROTECTED =
            "WARNING The application at \"/bank\" contains busha-resource-server but maps no "
                    + ResourceServerFilter.class.getName()
                    + ": NOTHING IS PROTECTED by it. Map the filter on /*, in web.xml or in code.";

    private final FakeApplication application = new FakeApplication();

    private static FakeFilterRegistration ours() {
        return new FakeFilterRegistration("busha", ResourceServerFilter.class);
    }

    private EventListener listener() {
        new ServletStart().onStartup(null, application.context());
        assertThat(application.listeners()).hasSize(1);
        return application.listeners().get(0);
    }

    private void start(EventListener listener) {
        ((ServletContextListener) listener).contextInitialized(new ServletContextEvent(application.context()));
    }

    private void request(EventListener listener) {
        ((ServletRequestListener) listener)
                .requestInitialized(new ServletRequestEvent(
                        application.context(), FakeRequest.get("/").request()));
    }

    private List<String> warningsAtStart() {
        try (Logged logged = Logged.by(ServletStart.class)) {
            start(listener());
            return logged.lines();
        }
    }

    @Test
    void addsConfirmingFilterOnlyBehindOurFilters() {
        application
                .filter(ours())
                .filter(new FakeFilterRegistration("partners", ResourceServerFilter.class))
                .filter(new FakeFilterRegistration("cors", Filter.class));
        for (int start = 0; start < 2; start++) {
            new ServletStart().onStartup(null, application.context());
        }
        assertThat(application.context().getFilterRegistrations().keySet())
                .containsExactly("busha", "partners", "cors", "busha.confirmation", "partners.confirmation");
    }

    @Test
    void warnsIfTheApplicationHasNoFilter() {
        assertThat(warningsAtStart()).containsExactly(NOTHING_IS_PROTECTED);
    }

    @Test
    void warnsIfOnlyOtherFiltersAreMapped() {
        application.filter(new FakeFilterRegistration("busha", Filter.class).on("/*"));
        assertThat(warningsAtStart()).containsExactly(NOTHING_IS_PROTECTED);
    }

    @Test
    void warnsIfTheFilterIsNotMapped() {
        application.filter(ours());
        assertThat(warningsAtStart()).containsExactly(NOTHING_IS_PROTECTED);
    }

    @Test
    void isSilentIfTheFilterIsMappedToAPath() {
        application.filter(ours().on("/api/*"));
        assertThat(warningsAtStart()).isEmpty();
    }

    @Test
    void isSilentIfTheFilterIsMappedToAServlet() {
        application.filter(ours().before("balances"));
        assertThat(warningsAtStart()).isEmpty();
    }

    @Test
    void checksOnceAfterTheApplicationHasStarted() {
        try (Logged logged = Logged.by(ServletStart.class)) {
            EventListener listener = listener();
            assertThat(logged.lines()).isEmpty();
            start(listener);
            request(listener);
            assertThat(logged.lines()).hasSize(1);
        }
    }

    @Test
    void checksAtTheFirstRequestIfFiltersAreHiddenAtStart() {
        try (Logged logged = Logged.by(ServletStart.class)) {
            EventListener listener = listener();
            application.hidingFilters(true);
            start(listener);
            assertThat(logged.lines()).isEmpty();
            application.hidingFilters(false);
            request(listener);
            assertThat(logged.lines()).containsExactly(NOTHING_IS_PROTECTED);
            request(listener);
            assertThat(logged.lines()).hasSize(1);
        }
    }

    @Test
    void isSilentAtTheFirstRequestIfTheFilterIsMapped() {
        application.filter(ours().on("/*"));
        try (Logged logged = Logged.by(ServletStart.class)) {
            EventListener listener = listener();
            application.hidingFilters(true);
            start(listener);
            application.hidingFilters(false);
            request(listener);
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void refusesRequestsIfAnotherFilterMayAnswerFirst() {
        application
                .filter(ours().on("/*"))
                .filter(new FakeFilterRegistration("ws", "io.undertow.websockets.jsr.JsrWebSocketFilter"));
        EventListener listener = listener();
        application.hidingFilters(true);
        start(listener);
        application.hidingFilters(false);
        for (int request = 0; request < 2; request++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request(listener))
                    .withMessageStartingWith("filter [ws] answers WebSocket handshakes");
        }
    }
}
