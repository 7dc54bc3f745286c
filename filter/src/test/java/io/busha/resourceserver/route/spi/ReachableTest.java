package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether any endpoint that a request could reach admits a caller, and what to require otherwise. */
class ReachableTest {

    private static final RouteTable NO_LINES = RouteTable.parse("");
    private static final Set<String> READER = Set.of("read");
    private static final Set<String> WRITER = Set.of("write");

    private static MappedEndpoint endpoint(String method, String path, Rule rule) {
        MappedEndpoint any = MappedEndpoint.of(path, EndpointPath.of(path), "Handler");
        MappedEndpoint mapped = method.equals("*") ? any : any.forMethods(Set.of(method));
        return mapped.declaring(Declaration.of(rule, "Handler"));
    }

    private static MappedEndpoint undeclared(String path) {
        return MappedEndpoint.of(path, EndpointPath.of(path), "Handler");
    }

    private static Reachable among(MappedEndpoint... endpoints) {
        return Reachable.among(Arrays.asList(endpoints));
    }

    private static boolean admits(Reachable reachable, String method, Set<String> scopes) {
        return reachable.admit(new Requested(NO_LINES, method, "/x", "/x"), scopes);
    }

    private static boolean admitsAnonymous(Reachable reachable, String method) {
        return reachable.admitAnonymous(new Requested(NO_LINES, method, "/x", "/x"));
    }

    private static String required(Reachable reachable, String method) {
        return required(reachable, method, true);
    }

    private static String required(Reachable reachable, String method, boolean hasToken) {
        return reachable
                .required(new Requested(NO_LINES, method, "/x", "/x"), hasToken)
                .toString();
    }

    @Test
    void admitsACallerThatOneOfSeveralEndpointsAdmits() {
        Reachable reachable =
                among(endpoint("GET", "/x", Rule.allOf("read")), endpoint("GET", "/*", Rule.allOf("write")));
        assertThat(admits(reachable, "GET", READER)).isTrue();
        assertThat(admits(reachable, "GET", WRITER)).isTrue();
        assertThat(admits(reachable, "GET", Set.of())).isFalse();
        assertThat(admitsAnonymous(reachable, "GET")).isFalse();
    }

    @Test
    void admitsNoAnonymousCallerByAnotherMethod() {
        Reachable reachable = among(endpoint("GET", "/x", Rule.open()));
        assertThat(admitsAnonymous(reachable, "GET")).isTrue();
        assertThat(admitsAnonymous(reachable, "POST")).isFalse();
        assertThat(admitsAnonymous(reachable.byAnyMethod(), "POST")).isTrue();
    }

    @Test
    void admitsATokenByAnotherMethod() {
        Reachable reachable = among(endpoint("PUT", "/x", Rule.allOf("write")));
        assertThat(admits(reachable, "GET", WRITER)).isTrue();
        assertThat(admits(reachable, "GET", READER)).isFalse();
    }

    @Test
    void endpointForAnyMethodAdmitsByEveryMethod() {
        RouteTable lines = RouteTable.parse("PATCH /x read");
        Reachable reachable = among(undeclared("/x"));
        assertThat(reachable.admit(new Requested(lines, "GET", "/x", "/x"), READER))
                .isTrue();
        assertThat(reachable.admit(new Requested(lines, "GET", "/x", "/x"), WRITER))
                .isFalse();
        assertThat(reachable.admitAnonymous(new Requested(lines, "GET", "/x", "/x")))
                .isFalse();
    }

    @Test
    void admitsNoAnonymousCallerToAnUndeclaredEndpoint() {
        assertThat(admits(among(undeclared("/x")), "GET", READER)).isFalse();
        assertThat(admits(among(), "GET", READER)).isFalse();
    }

    @Test
    void admitsByRouteLineIfNothingIsMapped() {
        RouteTable lines = RouteTable.parse("GET /x open");
        assertThat(among().admitAnonymous(new Requested(lines, "GET", "/x", "/x")))
                .isTrue();
        assertThat(among().admitAnonymous(new Requested(lines, "GET", "/y", "/y")))
                .isFalse();
    }

    /** A lenient framework maps {@code /X/1} to {@code /x/*}. */
    @Test
    void admitsByRouteLineForTheRequestedPath() {
        RouteTable lines = RouteTable.parse("GET /X/1 open");
        assertThat(among(undeclared("/x/*")).admitAnonymous(new Requested(lines, "GET", "/X/1", "/X/1")))
                .isTrue();
    }

    @Test
    void recognizesUndeclaredEndpoints() {
        assertThat(undeclared("/x").declaresNothing()).isTrue();
        assertThat(endpoint("GET", "/x", Rule.open()).declaresNothing()).isFalse();
    }

    @Test
    void admitsEverybodyIfEndpointsAreUnknown() {
        assertThat(admitsAnonymous(Reachable.anything(), "GET")).isTrue();
        assertThat(Reachable.anything().isNothing()).isFalse();
    }

    @Test
    void admitsNobodyToAClosedEndpoint() {
        assertThat(admits(Reachable.closed(), "GET", READER)).isFalse();
        assertThat(required(Reachable.closed(), "GET")).isEqualTo("closed");
        assertThat(Reachable.closed().isNothing()).isFalse();
        RouteTable lines = RouteTable.parse("GET /x read");
        assertThat(Reachable.closed().admit(new Requested(lines, "GET", "/x", "/x"), READER))
                .isTrue();
    }

    @Test
    void requiresTheRuleOfTheNarrowestEndpointForTheMethod() {
        Reachable reachable = among(
                endpoint("*", "/**", Rule.allOf("any")),
                endpoint("GET", "/x", Rule.allOf("read")),
                endpoint("POST", "/x", Rule.allOf("write")));
        assertThat(required(reachable, "GET")).isEqualTo("read");
        assertThat(required(reachable, "POST")).isEqualTo("write");
        assertThat(required(reachable, "PUT")).isEqualTo("any");
    }

    @Test
    void requiresRulesOfOtherMethodsIfNoEndpointHasTheMethod() {
        Reachable reachable = among(endpoint("POST", "/x", Rule.allOf("write")));
        assertThat(required(reachable, "GET")).isEqualTo("write");
        assertThat(required(reachable, "GET", false)).isEqualTo("closed");
        assertThat(required(reachable, "POST", false)).isEqualTo("write");
    }

    @Test
    void requiresRulesOfAllMethodsIfTheMethodMayChange() {
        Reachable reachable = among(endpoint("PUT", "/x", Rule.allOf("write")), endpoint("POST", "/*", Rule.closed()));
        assertThat(required(reachable, "POST", false)).isEqualTo("closed");
        assertThat(required(reachable.byAnyMethod(), "POST", false)).isEqualTo("write");
    }

    @Test
    void requiresAnyOfSeveralRules() {
        Reachable reachable =
                among(endpoint("GET", "/x", Rule.allOf("a", "b")), endpoint("GET", "/x", Rule.allOf("c")));
        assertThat(required(reachable, "GET")).isEqualTo("any(a b c)");
        Reachable others = among(endpoint("GET", "/x", Rule.open()), endpoint("GET", "/x", Rule.authenticated()));
        assertThat(required(others, "GET")).isEqualTo("authenticated");
    }

    @Test
    void isClosedIfNoEndpointAdmitsAnybody() {
        assertThat(required(among(), "GET")).isEqualTo("closed");
        assertThat(required(among(undeclared("/x"), endpoint("GET", "/x", Rule.closed())), "GET"))
                .isEqualTo("closed");
    }
}
