package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A filter that an application registers by code. */
@ExtendWith(LocalIssuerExtension.class)
class RegisterTest {

    private final FakeApplication application = new FakeApplication();

    private void assertRegistered(String place) {
        FakeFilterRegistration busha = Objects.requireNonNull(application.filter("busha"));
        assertThat(busha.getClassName()).isEqualTo(ResourceServerFilter.class.getName());
        assertThat(busha.settings())
                .containsExactlyInAnyOrder("async-supported true", "[REQUEST, ASYNC] " + place + " the others [/*]");
        FakeFilterRegistration confirmation = Objects.requireNonNull(application.filter("busha.confirmation"));
        assertThat(confirmation.getClassName()).isEqualTo(ConfirmingFilter.class.getName());
        assertThat(confirmation.settings())
                .containsExactlyInAnyOrder(
                        "async-supported true", "[FORWARD, INCLUDE, REQUEST, ASYNC] after the others, servlets [*]");
    }

    @Test
    void registersBeforeEveryFilterForRequestsAndAsyncDispatches() {
        assertThat(ResourceServerFilter.register(application.context()).getName())
                .isEqualTo("busha");
        assertRegistered("before");
    }

    @Test
    void registersBehindNamedFilters() {
        ResourceServerFilter.register(application.context(), Set.of("cors"));
        assertRegistered("after");
    }

    @Test
    void registersBehindNamedFiltersWithAGivenGuard(LocalIssuer issuer) {
        try (RequestGuard guard = Door.guard(issuer)) {
            ResourceServerFilter.register(application.context(), guard, Set.of("cors"));
        }
        assertRegistered("after");
    }

    @Test
    void registersBeforeEveryFilterWithAGivenGuard(LocalIssuer issuer) {
        try (RequestGuard guard = Door.guard(issuer)) {
            assertThat(ResourceServerFilter.register(application.context(), guard)
                            .getName())
                    .isEqualTo("busha");
        }
        assertRegistered("before");
    }

    @Test
    void cannotBeRegisteredTwice() {
        ResourceServerFilter.register(application.context());
        assertThatIllegalStateException()
                .isThrownBy(() -> ResourceServerFilter.register(application.context()))
                .withMessage("a filter named busha already exists: map that filter instead");
    }
}
