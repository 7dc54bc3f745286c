package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoints that a path could reach in any router. */
class EndpointIndexTest {

    private static boolean isReachable(String mapped, String... sent) {
        EndpointIndex index = EndpointIndex.of(List.of(MappedEndpoint.of(mapped, EndpointPath.of(mapped), "Handler")));
        return !index.reachableBy(Set.of(sent)).isNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a/b, /a/b/",
        "/a/b, /A/B",
        "/a/b, //a//b",
        "/a/*, /a/b",
        "/a/*, /a/",
        "/a/*/c, /a//c",
        "/a/**, /a",
        "/a/**, /a/b/c",
        "/*/b, /x/b",
        "/**, /x/y",
        "/, /",
        "/, //",
        "/, ''",
    })
    void findsReachableEndpoints(String mapped, String sent) {
        assertThat(isReachable(mapped, sent)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/a/b, /a/c", "/a/b, /a", "/a/b, /a/b/c", "/a/*, /b/c", "/, /a", "/*/b, /x/c"})
    void findsNoUnreachableEndpoints(String mapped, String sent) {
        assertThat(isReachable(mapped, sent)).isFalse();
    }

    @Test
    void findsEndpointsReachableByAnySpelling() {
        assertThat(isReachable("/a/b", "/x", "/a/b")).isTrue();
        assertThat(isReachable("/files/*", "/files/a/b")).isFalse();
        assertThat(isReachable("/files/*", "/files/a/b", "/files/a%2Fb")).isTrue();
    }
}
