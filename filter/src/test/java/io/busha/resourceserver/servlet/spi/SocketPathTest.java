package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.spi.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths lead to a WebSocket endpoint. */
class SocketPathTest {

    @ParameterizedTest
    @CsvSource({
        "/ws,         /ws",
        "/,           /",
        "/ws/{id},    /ws/me",
        "/ws/{id}/at, /ws/me/at",
        "/{a}/{b},    /x/y"
    })
    void matchesPaths(String template, String path) {
        assertThat(SocketPath.template(template).takes(path)).isTrue();
        assertThat(SocketPath.template(template).couldTake(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/ws,      /ws/",
        "/ws/,     /ws",
        "/ws,      //ws",
        "/ws/{id}, /ws/me/",
        "/ws/{id}, /ws//me",
        "/ws/*,    /ws/x/y",
        "/ws/*,    /ws"
    })
    void isUncertainWhereContainersDiffer(String template, String path) {
        assertThat(SocketPath.template(template).takes(path)).isFalse();
        assertThat(SocketPath.template(template).couldTake(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/ws,       /wsx",
        "/ws,       /WS",
        "/ws,       /ws/x",
        "/ws/{id},  /ws",
        "/ws/{id},  /ws/",
        "/ws/{id},  /ws/x/y",
        "/ws/x/*,   /ws",
        "/ws/x/*,   /ws/y/z"
    })
    void doesNotMatchOtherPaths(String template, String path) {
        assertThat(SocketPath.template(template).takes(path)).isFalse();
        assertThat(SocketPath.template(template).couldTake(path)).isFalse();
    }

    @Test
    void isUncertainForContainerSpecificPatterns() {
        SocketPath pattern = SocketPath.pattern("/ws/*", path -> path.startsWith("/ws"));
        assertThat(pattern.takes("/ws/x")).isTrue();
        assertThat(pattern.couldTake("/ws/x")).isTrue();
        assertThat(pattern.couldTake("/x")).isFalse();
        assertThat(pattern.isExact()).isFalse();
        assertThat(pattern).hasToString("/ws/*");
        assertThat(pattern.of(Endpoint.unknown())).isEqualTo(Endpoint.unknown());
        assertThat(pattern.endpoint("Chat")).hasToString("* /ws/* (Chat)");
    }

    @Test
    void distinguishesPathsFromTemplates() {
        assertThat(SocketPath.template("/ws").isExact()).isTrue();
        assertThat(SocketPath.template("/ws/{id}").isExact()).isFalse();
        assertThat(SocketPath.template("/ws/{id}").endpoint("Chat")).hasToString("* /ws/{id} (Chat)");
    }
}
