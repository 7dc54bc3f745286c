package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.Endpoint;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The path that the container dispatched by, and the one that Spring finds handlers by. */
class SentPathTest {

    private record Sent(String path, String rawPath) implements GuardedRequest {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public List<String> authorization() {
            return List.of();
        }

        @Override
        public Endpoint endpoint() {
            return Endpoint.unknown();
        }
    }

    private static Set<String> spellings(String path, String rawPath) {
        return SentPath.spellings(new Sent(path, rawPath), "/app");
    }

    @Test
    void hasOneSpellingWithoutEncoding() {
        assertThat(spellings("/a/b", "/app/a/b")).containsExactly("/a/b");
        assertThat(spellings("/é", "/app/%C3%A9")).containsExactly("/é");
    }

    @Test
    void hasTwoSpellingsIfContainerAndSpringReadPathDifferently() {
        assertThat(spellings("/a/b/c", "/app/a/b%2Fc")).containsExactlyInAnyOrder("/a/b/c", "/a/b%2Fc");
        assertThat(spellings("/b", "/app/a/..;x=1/b")).containsExactlyInAnyOrder("/b", "/a/../b");
        assertThat(spellings("/a", "/app/a;x=1")).containsExactly("/a");
        assertThat(spellings("/a%zz", "/app/a%zz")).containsExactly("/a%zz");
    }
}
