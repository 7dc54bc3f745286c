package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Permits are kept for an endpoint: two endpoints are equal if neither paths nor rule differ. */
class EndpointTest {

    private static final Optional<Rule> READ = Optional.of(Rule.allOf("a:read"));
    private static final EndpointPath PATH = EndpointPath.of("/a/*");

    private static void expectSame(Endpoint one, Endpoint other) {
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void isEqualIfPathsAndRuleAreEqual() {
        expectSame(Endpoint.unknown(), Endpoint.declaring(Optional.empty()));
        expectSame(Endpoint.declaring(READ), Endpoint.declaring(Optional.of(Rule.allOf("a:read"))));
        expectSame(Endpoint.declaring(READ).at(PATH), Endpoint.declaring(READ).at(EndpointPath.of("/a/*")));
        assertThat(PATH).isEqualTo(EndpointPath.of("/a/*")).hasSameHashCodeAs(EndpointPath.of("/a/*"));
    }

    @Test
    void isNotEqualIfPathsOrRuleDiffer() {
        Endpoint endpoint = Endpoint.declaring(READ).at(PATH);
        assertThat(endpoint)
                .isNotEqualTo(Endpoint.declaring(READ))
                .isNotEqualTo(Endpoint.unknown().at(PATH))
                .isNotEqualTo(Endpoint.declaring(READ).at(EndpointPath.of("/a/**")))
                .isNotEqualTo(Endpoint.declaring(READ).at(PATH.withOrWithoutSlash()))
                .isNotEqualTo(PATH);
        assertThat(PATH).isNotEqualTo(EndpointPath.of("/a/b")).isNotEqualTo("/a/*");
    }

    @Test
    void keepsKnownPaths() {
        assertThat(Endpoint.unknown().orAt(EndpointPath.of("/a")))
                .isEqualTo(Endpoint.unknown().at(EndpointPath.of("/a")));
        assertThat(Endpoint.unknown().at(PATH).orAt(EndpointPath.of("/a")))
                .isEqualTo(Endpoint.unknown().at(PATH));
    }
}
