package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

class FilterReachTest {

    private final FakeApplication application = new FakeApplication();

    private static FakeFilterRegistration ours(String name) {
        return new FakeFilterRegistration(name, ResourceServerFilter.class);
    }

    /** Returns whether our filter named {@code busha}, or another one of ours, is mapped before this servlet. */
    private boolean isBefore(String servlet, String mapping) {
        return FilterReach.of(application.context(), "busha").isBefore(servlet, mapping);
    }

    @Test
    void reachesServletsBelowItsUrlPattern() {
        application.filter(ours("busha").on("/api/*"));
        assertThat(isBefore("balances", "/api/balances")).isTrue();
        assertThat(isBefore("balances", "/balances")).isFalse();
    }

    @Test
    void reachesServletsThatItNames() {
        application.filter(ours("busha").before("balances"));
        assertThat(isBefore("balances", "/anything")).isTrue();
        assertThat(isBefore("transfers", "/anything")).isFalse();
    }

    @Test
    void reachesServletsBehindAnotherFilterOfOurs() {
        application.filter(ours("busha").on("/api/*")).filter(ours("partners").on("/partners/*"));
        assertThat(isBefore("balances", "/partners/balances")).isTrue();
    }

    @Test
    void reachesServletsIfAnotherClassWrapsIt() {
        application.filter(new FakeFilterRegistration("busha", Filter.class).on("/*"));
        assertThat(isBefore("balances", "/balances")).isTrue();
    }

    @Test
    void doesNotReachServletsBehindOtherFilters() {
        application.filter(
                new FakeFilterRegistration("cors", Filter.class).on("/*").before("balances"));
        assertThat(isBefore("balances", "/balances")).isFalse();
    }
}
