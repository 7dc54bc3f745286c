package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a filter starts and ends. */
@ExtendWith(LocalIssuerExtension.class)
class FilterLifeTest {

    private static final String NAME = FilterLifeTest.class.getSimpleName();

    private final LocalIssuer issuer;
    private final FakeApplication application = Servlets.application();
    private final FakeConfig config = new FakeConfig(NAME, application);
    private final List<ResourceServerFilter> filters = new ArrayList<>();
    private final ResourceServerFilter filter = newFilter();

    FilterLifeTest(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    @AfterEach
    void destroyFilters() {
        filters.forEach(ResourceServerFilter::destroy);
    }

    private ResourceServerFilter newFilter() {
        ResourceServerFilter made = new ResourceServerFilter();
        filters.add(made);
        return made;
    }

    /** Returns the meters of the guard that a filter of this name created. */
    private static Collection<Meter> ownMeters() {
        return Metrics.globalRegistry.find("busha.decisions").tag("guard", NAME).meters();
    }

    private static String challenge(Door door) throws Exception {
        FakeResponse response = new FakeResponse();
        door.send(get("/me").to("Me"), response);
        return String.valueOf(response.headers().get("WWW-Authenticate"));
    }

    @Test
    void createsItsOwnGuardFromInitParams() throws Exception {
        Door door = Door.of(filter, config.issuer(issuer).parameter("realm", "bank"));
        assertThat(door.send(get("/me").to("Me").bearer(issuer.accessToken().subject("ada"))))
                .isEqualTo("let in as ada");
        assertThat(challenge(door)).isEqualTo("[Bearer realm=\"bank\"]");
    }

    @Test
    void initParamsOverrideContextParamsWhichOverrideSystemProperties() throws Exception {
        System.setProperty("busha.realm", "property");
        try {
            assertThat(challenge(Door.of(newFilter(), config.issuer(issuer)))).isEqualTo("[Bearer realm=\"property\"]");
            application.parameter("busha.realm", "context");
            assertThat(challenge(Door.of(newFilter(), config))).isEqualTo("[Bearer realm=\"context\"]");
            config.parameter("realm", " ");
            assertThat(challenge(Door.of(newFilter(), config))).isEqualTo("[Bearer realm=\"context\"]");
            config.parameter("realm", "filter");
            assertThat(challenge(Door.of(newFilter(), config))).isEqualTo("[Bearer realm=\"filter\"]");
        } finally {
            System.clearProperty("busha.realm");
        }
    }

    @Test
    void reportsWrongSettingsAndContradictingServletsTogether() {
        application.servlet(Servlets.Contradicting.class, "/contradicting");
        config.parameter("client", "mine").parameter("issuer", "http://bank.example");
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(config.config()))
                .withMessageStartingWith("servlet Contradicting: ")
                .withMessageContaining("declares more than one of @RequireScope, @Authenticated, @Open")
                .withMessageContaining("These settings are wrong:\n  - client: there is no such setting")
                .withMessageContaining("  - issuer (busha.issuer, BUSHA_ISSUER): \"http://bank.example\"");
        assertThat(ownMeters()).isEmpty();
    }

    @Test
    void startsWhenRegisteredByCode() throws Exception {
        ResourceServerFilter.register(application.context());
        application.added("busha").init(config.issuer(issuer).config());
        assertThat(ResourceServerFilter.audit(application.context(), NAME)).isPresent();
        application.added("busha").destroy();
        assertThat(ResourceServerFilter.audit(application.context(), NAME)).isEmpty();
        assertThat(Collections.list(application.context().getAttributeNames())).isEmpty();
    }

    @Test
    void doesNotStartIfAnotherFilterMayAnswerHandshakesFirst() {
        application.filter(new FakeFilterRegistration("ws", "org.apache.tomcat.websocket.server.WsFilter"));
        config.issuer(issuer);
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(config.config()))
                .withMessageStartingWith("filter [ws] answers WebSocket handshakes");
    }

    @Test
    void doesNotStartWithWrongSettingsAlone() {
        config.issuer(issuer).parameter("clock-skew", "soon");
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(config.config()))
                .withMessageStartingWith("These settings are wrong:\n  - clock-skew ");
    }

    @Test
    void doesNotStartWithContradictingServletsAlone() {
        application.servlet(Servlets.Contradicting.class, "/contradicting");
        config.issuer(issuer);
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(config.config()))
                .withMessageStartingWith("servlet Contradicting: ");
    }

    @Test
    void doesNotStartIfServletsDifferingByATrailingSlashDisagree() {
        application.filter(new FakeFilterRegistration(NAME, ResourceServerFilter.class).on("/*"));
        application.servlet(Servlets.Health.class, "/pay");
        application.servlet(Servlets.Undeclared.class, "/pay/");
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(config.issuer(issuer).config()))
                .withMessageContaining("they differ only by a trailing slash");
        assertThat(ownMeters()).isEmpty();
    }

    @Test
    void handsItsRevocationsToTheApplicationWhileItRuns() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> ResourceServerFilter.revocations(application.context(), NAME))
                .withMessage("no filter named " + NAME + " of this library is running");
        Door door = Door.of(filter, config.issuer(issuer));
        Revocations revocations = ResourceServerFilter.revocations(application.context(), NAME);
        assertThat(revocations).isSameAs(ResourceServerFilter.revocations(application.context(), NAME));
        assertThat(door.send(get("/me").to("Me").bearer(issuer.accessToken().subject("ada"))))
                .isEqualTo("let in as ada");
        filter.destroy();
        assertThatIllegalStateException()
                .isThrownBy(() -> ResourceServerFilter.revocations(application.context(), NAME));
    }

    @Test
    void publishesTheAuditToTheApplication() throws Exception {
        assertThat(ResourceServerFilter.audit(application.context(), NAME)).isEmpty();
        application.filter(new FakeFilterRegistration(NAME, ResourceServerFilter.class).on("/*"));
        Door.of(filter, config.issuer(issuer));
        assertThat(ResourceServerFilter.audit(application.context(), NAME)
                        .orElseThrow()
                        .entries())
                .extracting(entry -> entry.path() + " " + entry.requires())
                .containsExactlyInAnyOrder(
                        "/health open", "/me/* authenticated", "/balances balances:read", "/undeclared closed");
        assertThat(ResourceServerFilter.audit(application.context(), "busha")).isEmpty();
    }

    @Test
    void closesItsOwnGuardWhenDestroyed() throws Exception {
        Door.of(filter, config.issuer(issuer));
        assertThat(ownMeters()).isNotEmpty();
        filter.destroy();
        assertThat(ownMeters()).isEmpty();
    }

    @Test
    void closesItsGuardIfItsStartFails() throws Exception {
        application.refusingAttributes(true);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filter.init(config.issuer(issuer).config()))
                .withMessage("no attributes");
        assertThat(ownMeters()).isEmpty();
        isNotInitialised(filter);
        application.refusingAttributes(false);
        letsIn(Door.of(filter, config));
    }

    @Test
    void refusesEveryRequestAfterDestroy() throws Exception {
        Door door = Door.of(filter, config.issuer(issuer));
        letsIn(door);
        filter.destroy();
        isNotInitialised(filter);
        assertThat(door.arrived()).hasSize(1);
    }

    @Test
    void servesWithANewGuardAfterReinitialisation() throws Exception {
        Door.of(filter, config.issuer(issuer));
        filter.destroy();
        assertThat(ownMeters()).isEmpty();
        letsIn(Door.of(filter, config));
        assertThat(ownMeters()).isNotEmpty();
        filter.destroy();
        assertThat(ownMeters()).isEmpty();
    }

    @Test
    void endsWithItsApplicationEvenIfTheContainerDestroysNoFilter() throws Exception {
        ServletContext context =
                application.attribute("of.the.application", "left alone").context();
        new ServletStart().onStartup(null, context);
        Door.of(filter, config.issuer(issuer));
        application.listeners().forEach(listener -> ((ServletContextListener) listener)
                .contextDestroyed(new ServletContextEvent(context)));
        assertThat(ownMeters()).isEmpty();
        isNotInitialised(filter);
    }

    @Test
    void servesOneApplicationAtATime() throws Exception {
        Door door = Door.of(filter, config.issuer(issuer));
        FakeConfig other = new FakeConfig("other", Servlets.application()).issuer(issuer);
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.init(other.config()))
                .withMessage(
                        "this filter already runs under the name " + NAME + ": create a filter for each registration");
        letsIn(door);
        assertThat(Metrics.globalRegistry
                        .find("busha.decisions")
                        .tag("guard", "other")
                        .meters())
                .isEmpty();
    }

    private void letsIn(Door door) throws Exception {
        assertThat(door.send(get("/me").to("Me").bearer(issuer.accessToken().subject("ada"))))
                .isEqualTo("let in as ada");
    }

    private static void isNotInitialised(ResourceServerFilter filter) {
        FakeRequest request = get("/health").to("Health");
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.doFilter(
                        request.request(), new FakeResponse().response(), (passed, on) -> assertThat(passed)
                                .isNull()))
                .withMessage("this filter is not initialised, or was destroyed: it lets no request pass");
    }

    @Test
    void leavesAGivenGuardOpenWhenDestroyed() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RequestGuard guard = Door.guard(issuer, registry)) {
            List<Meter> before = registry.getMeters();
            ResourceServerFilter given = new ResourceServerFilter(guard);
            Door.of(given, config);
            letsIn(Door.of(given, config)); // as under MockMvc beside a server
            given.destroy();
            assertThat(registry.getMeters()).isNotEmpty().containsExactlyInAnyOrderElementsOf(before);
            guard.decide(List.of(), Rule.open());
            assertThat(registry.get("busha.decisions")
                            .tag("outcome", "permit")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void doesNotStartWithAGuardThatIsClosed() {
        RequestGuard guard = Door.guard(issuer);
        assertThat(guard.isClosed()).isFalse();
        guard.close();
        assertThat(guard.isClosed()).isTrue();
        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> Door.of(new ResourceServerFilter(guard), config))
                .withMessage("the guard that this filter was given is closed: make a new one");
    }

    @Test
    void canBeDestroyedWithoutInitialisation() {
        new ResourceServerFilter().destroy();
        try (RequestGuard guard = Door.guard(issuer)) {
            new ResourceServerFilter(guard).destroy();
            assertThat(guard.keyHealth().keyIds()).isNotEmpty();
        }
    }
}
