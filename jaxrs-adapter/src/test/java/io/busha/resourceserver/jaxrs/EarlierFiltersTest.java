package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log line about filters before the door, in Jersey applications. */
@ExtendWith(LocalIssuerExtension.class)
class EarlierFiltersTest {

    private final RequestGuard guard;

    EarlierFiltersTest(LocalIssuer issuer) {
        guard = TestGuards.of(issuer);
    }

    /** Answers nothing; only its position matters. */
    abstract static class Silent implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {}
    }

    @PreMatching
    @Priority(Priorities.AUTHENTICATION - 1)
    public static class Before extends Silent {}

    /** The order of two filters of equal priority is undefined. */
    @PreMatching
    @Priority(Priorities.AUTHENTICATION)
    public static class Beside extends Silent {}

    @PreMatching
    @Priority(Priorities.AUTHENTICATION + 1)
    public static class Behind extends Silent {}

    @PreMatching
    public static class Anywhere extends Silent {}

    /** Runs behind the door, after a resource method was matched. */
    @Priority(1)
    public static class PostMatching extends Silent {}

    @AfterEach
    void end() {
        guard.close();
    }

    @Test
    void areNamedOnce() throws Exception {
        ResourceConfig application =
                application().register(Before.class).register(new Beside()).register(new Anywhere(), 1);
        try (LoggedLines warnings = LoggedLines.warnings();
                JerseyServer server = new JerseyServer(application)) {
            server.get("/");
            server.get("/");
            assertThat(warnings.texts())
                    .singleElement()
                    .asString()
                    .contains("[" + Anywhere.class.getName() + ", " + Before.class.getName() + ", "
                            + Beside.class.getName() + "]");
        }
    }

    @Test
    void areNotThoseThatRunLater() throws Exception {
        ResourceConfig application = application()
                .register(Behind.class)
                .register(new Anywhere())
                .register(PostMatching.class)
                .register(new Before(), Priorities.USER);
        try (LoggedLines warnings = LoggedLines.warnings();
                JerseyServer server = new JerseyServer(application)) {
            server.get("/");
            assertThat(warnings.texts()).isEmpty();
        }
    }

    private ResourceConfig application() {
        return new ResourceConfig()
                .property("jersey.config.disableMetainfServicesLookup", true)
                .register(BushaFeature.of(guard));
    }
}
