package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RequestPredicates.all;
import static org.springframework.web.reactive.function.server.RequestPredicates.headers;
import static org.springframework.web.reactive.function.server.RequestPredicates.method;
import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RequestPredicates.pathExtension;
import static org.springframework.web.reactive.function.server.RequestPredicates.queryParam;
import static org.springframework.web.reactive.function.server.RouterFunctions.nest;
import static org.springframework.web.reactive.function.server.RouterFunctions.resources;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.busha.resourceserver.spring.internal.ListedRoutes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Routes of a router function, and the requests that they are listed for. */
class MappedRoutesTest {

    private static final HandlerFunction<ServerResponse> ANSWER =
            request -> ServerResponse.ok().build();

    /** Hands a request on without the first segment of its path, as its own {@code nest} may do. */
    private static final class Versioned implements RequestPredicate {
        @Override
        public boolean test(ServerRequest request) {
            return true;
        }

        @Override
        public Optional<ServerRequest> nest(ServerRequest request) {
            return path("/{version}").nest(request);
        }
    }

    private static final class Silent implements RequestPredicate {
        @Override
        public boolean test(ServerRequest request) {
            return true;
        }

        @Override
        public void accept(RequestPredicates.Visitor visitor) {}
    }

    private static final class Talkative implements RequestPredicate {
        @Override
        public boolean test(ServerRequest request) {
            return true;
        }

        @Override
        public void accept(RequestPredicates.Visitor visitor) {
            visitor.path("/a");
            visitor.path("/b");
        }
    }

    private static Arguments row(RequestPredicate predicate, String... listed) {
        return arguments(route(predicate, ANSWER), List.of(listed));
    }

    private static Arguments nested(RequestPredicate nest, RequestPredicate predicate, String... listed) {
        return arguments(nest(nest, route(predicate, ANSWER)), List.of(listed));
    }

    private static boolean custom(ServerRequest request) {
        return !request.path().isEmpty();
    }

    static Stream<Arguments> ofOnePredicate() {
        return Stream.of(
                row(GET("/a/b"), "GET /a/b"),
                row(path("/a/{x}"), "* /a/{x}"),
                row(path("a/{*rest}"), "* /a/{*rest}"),
                row(all(), "* /** [" + RequestPredicates.class.getName() + "]"),
                row(method(HttpMethod.GET), "GET /**"),
                row(methods(HttpMethod.POST, HttpMethod.GET).and(path("/a")), "GET,POST /a"),
                row(method(HttpMethod.GET).and(method(HttpMethod.POST))),
                row(path("/a/**").and(path("/a/b")), "* /a/** [/a/b]"),
                row(GET("/a").or(POST("/b")), "GET /a", "POST /b"),
                row(GET("/a").or(GET("/a")), "GET /a"),
                row(
                        path("/a").or(path("/b")).and(method(HttpMethod.GET).or(method(HttpMethod.POST))),
                        "GET /a",
                        "POST /a",
                        "GET /b",
                        "POST /b"),
                row(path("/a/b").negate().and(method(HttpMethod.GET)), "GET /** [not (/a/b)]"),
                row(GET("/a").or(path("/b")).negate(), "* /** [not (GET and /a or /b)]"),
                row(GET("/a").and(MappedRoutesTest::custom), "GET /a [" + MappedRoutesTest.class.getName() + "]"),
                row(
                        GET("/a").or(MappedRoutesTest::custom),
                        "* /** [" + MappedRoutesTest.class.getName() + "]",
                        "GET /a"),
                row(headers(any -> true).and(path("/a")), "* /a [" + MappedRoutesTest.class.getName() + "]"),
                row(GET("/a").and(accept(MediaType.TEXT_PLAIN)), "GET /a [Accept: text/plain]"),
                row(path("/a").and(queryParam("x", "y")), "* /a [?x y]"),
                row(GET("/a/*").and(pathExtension("txt")), "GET /a/* [*.txt]"),
                row(new Silent(), "* /**"),
                row(new Silent().or(path("/a")), "* /**", "* /a"),
                row(new Talkative(), "* /**"));
    }

    static Stream<Arguments> ofNests() {
        return Stream.of(
                nested(path("/a"), GET("/b"), "GET /a/b"),
                nested(path("/a/"), path("/b"), "* /a/b"),
                nested(path("/a/"), path("/"), "* /a/"),
                nested(path("/a"), path(""), "* /a/** [empty path]"),
                nested(path("/a"), method(HttpMethod.GET), "GET /a/**"),
                nested(path("/"), path("/a"), "* /a"),
                nested(path(""), path("/a"), "* /a [empty path]"),
                nested(path("/"), path(""), "* /** [empty path]"),
                nested(path("/a/**"), path("/"), "* /a/**/"),
                row(path(""), "* /** [empty path]"),
                nested(path("/{*all}"), path("/a"), "* /{*all}/a"),
                nested(path("/{x}"), path("/{y}"), "* /{x}/{y}"),
                nested(path("/*"), path("/"), "* /*/"),
                nested(path("/*/"), path("/*"), "* /*/*"),
                nested(method(HttpMethod.GET), path("/a"), "GET /a"),
                nested(method(HttpMethod.GET), POST("/a")),
                nested(path("/a").and(path("/b")), path("/c"), "* /a/b/c"),
                nested(GET("/a").or(POST("/b")), path("/b"), "GET /a/b", "POST /b/b"),
                nested(path("/a").or(path("/a/")), path("/b"), "* /a/b"),
                nested(path("/a").negate(), path("/a/b"), "* /a/b [not (/a)]"),
                nested(accept(MediaType.ALL), GET("/a"), "GET /a [Accept: */*]"),
                nested(new Versioned(), GET("/a/b"), "* /** [" + Versioned.class.getName() + "] [/a/b]"),
                nested(
                        path("/v1").and(new Versioned()),
                        GET("/b"),
                        "* /v1/** [" + Versioned.class.getName() + "] [/b]"),
                nested(new Silent(), GET("/a"), "* /** [/a]"),
                arguments(
                        route().path("/a", outer -> outer.GET("/x", ANSWER)
                                        .path("/{y}", inner -> inner.GET("/c", ANSWER)
                                                .POST(ANSWER))
                                        .filter((request, next) -> next.handle(request)))
                                .GET("/b", ANSWER)
                                .build(),
                        List.of("GET /a/x", "GET /a/{y}/c", "POST /a/{y}/**", "GET /b")));
    }

    static Stream<Arguments> ofOtherFunctions() {
        RouterFunction<ServerResponse> own = request -> Mono.just(ANSWER);
        return Stream.of(
                arguments(resources("/a/**", new ClassPathResource("assets/")), List.of("* /** [resources]")),
                arguments(
                        nest(path("/a"), resources("/**", new ClassPathResource("assets/"))),
                        List.of("* /a/** [resources]")),
                arguments(own, List.of("* /** [some routes]")),
                arguments(nest(GET("/a"), own), List.of("GET /a/** [some routes]")),
                arguments(
                        route(GET("/a"), ANSWER)
                                .withAttribute("a", "b")
                                .andRoute(path("/b"), ANSWER)
                                .filter((request, next) -> next.handle(request)),
                        List.of("GET /a", "* /b")));
    }

    private static ListedRoutes listed(RouterFunction<?> function) {
        return ListedRoutes.of(list -> function.accept(new MappedRoutes(list)));
    }

    private static boolean isRouted(RouterFunction<?> function, String method, String path) {
        ServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.valueOf(method), path));
        return function.route(ServerRequest.create(exchange, List.of()))
                .blockOptional()
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource({"ofOnePredicate", "ofNests", "ofOtherFunctions"})
    void listsRoutesByTheirPredicates(RouterFunction<?> function, List<String> expected) {
        assertThat(listed(function).mappings()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource({"ofOnePredicate", "ofNests", "ofOtherFunctions"})
    void listsRouteForEveryRequestThatReachesIt(RouterFunction<?> function) {
        assertThat(listed(function).missing((method, path) -> isRouted(function, method, path)))
                .isEmpty();
    }
}
