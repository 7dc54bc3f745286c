package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.RouteTable;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules declared by a servlet's class and methods, for a request and for the audit. */
@SuppressWarnings({"serial", "MissingSuperCall"})
class ServletRulesTest {

    @Open
    static class ClassAlone extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    @Authenticated
    static class ClassAndGet extends HttpServlet {
        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    @Authenticated
    static class ClassAndHead extends HttpServlet {
        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("a")
        @Override
        protected void doHead(HttpServletRequest request, HttpServletResponse response) {}
    }

    static class MethodsAlone extends HttpServlet {
        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {}

        @Authenticated
        public void doPut(String otherParameters) {}
    }

    static class Inheriting extends MethodsAlone {}

    static class HeadAlone extends HttpServlet {
        @Override
        protected void doHead(HttpServletRequest request, HttpServletResponse response) {}
    }

    static class OwnService extends HttpServlet {
        @Open
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {}
    }

    static class NotForHttp extends GenericServlet {
        @Override
        public void service(ServletRequest request, ServletResponse response) {}
    }

    static class EveryMethod extends HttpServlet {
        @RequireScope("get")
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("head")
        @Override
        protected void doHead(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("post")
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("put")
        @Override
        protected void doPut(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("patch")
        protected void doPatch(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("delete")
        @Override
        protected void doDelete(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("options")
        @Override
        protected void doOptions(HttpServletRequest request, HttpServletResponse response) {}

        @RequireScope("trace")
        @Override
        protected void doTrace(HttpServletRequest request, HttpServletResponse response) {}
    }

    private static String rule(Class<?> servlet, String method) {
        return ServletRules.of(servlet).rule(method).map(Rule::toString).orElse("none");
    }

    private static List<String> endpoints(ServletRules rules) {
        RouteAudit audit = RouteTable.parse("")
                .audit(rules.endpoints(MappedEndpoint.of("/x", EndpointPath.of("/x"), "x.Y")), OtherDoor.none());
        return audit.entries().stream()
                .map(entry -> entry.methods() + ": " + entry.requires())
                .toList();
    }

    private static List<String> endpoints(Class<?> servlet) {
        return endpoints(ServletRules.of(servlet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "head", "post", "put", "patch", "delete", "options", "trace"})
    void eachMethodHasTheRuleOfItsHandler(String scope) {
        assertThat(rule(EveryMethod.class, scope.toUpperCase(Locale.ROOT))).isEqualTo(scope);
    }

    @Test
    void methodWithoutARuleHasTheRuleOfTheClass() {
        assertThat(rule(ClassAndGet.class, "GET")).isEqualTo("open");
        assertThat(rule(ClassAndGet.class, "POST")).isEqualTo("authenticated");
        assertThat(rule(ClassAndGet.class, "PROPFIND")).isEqualTo("authenticated");
        assertThat(rule(MethodsAlone.class, "POST")).isEqualTo("none");
    }

    @Test
    void headHasTheRuleOfGetUnlessItHasItsOwn() {
        assertThat(rule(ClassAndGet.class, "HEAD")).isEqualTo("open");
        assertThat(rule(ClassAndHead.class, "HEAD")).isEqualTo("a");
        assertThat(rule(ClassAlone.class, "HEAD")).isEqualTo("open");
        assertThat(rule(HeadAlone.class, "HEAD")).isEqualTo("none");
    }

    @Test
    void methodWithOtherParametersIsNoHandler() {
        assertThat(rule(MethodsAlone.class, "PUT")).isEqualTo("none");
    }

    @Test
    void handlerMayBeInherited() {
        assertThat(rule(Inheriting.class, "GET")).isEqualTo("open");
        assertThat(endpoints(Inheriting.class)).containsExactlyInAnyOrder("GET,HEAD: open", "POST: closed");
    }

    @Test
    void auditListsAllMethodsTogetherIfTheClassHasOneRule() {
        assertThat(endpoints(ClassAlone.class)).containsExactly("*: open");
    }

    @Test
    void auditListsMethodsThatDifferFromTheClass() {
        assertThat(endpoints(ClassAndGet.class))
                .containsExactlyInAnyOrder("GET,HEAD: open", "* but GET,HEAD: authenticated");
        assertThat(endpoints(ClassAndHead.class))
                .containsExactlyInAnyOrder("GET: open", "HEAD: a", "* but GET,HEAD: authenticated");
    }

    @Test
    void auditListsOnlyHandledMethodsOfAnUndeclaredClass() {
        assertThat(endpoints(MethodsAlone.class)).containsExactlyInAnyOrder("GET,HEAD: open", "POST: closed");
        assertThat(endpoints(HeadAlone.class)).containsExactly("HEAD: closed");
        assertThat(endpoints(EveryMethod.class))
                .containsExactlyInAnyOrder(
                        "GET: get",
                        "HEAD: head",
                        "POST: post",
                        "PUT: put",
                        "PATCH: patch",
                        "DELETE: delete",
                        "OPTIONS: options",
                        "TRACE: trace");
    }

    @Test
    void auditListsAllMethodsOfAServletWithAServiceMethod() {
        assertThat(endpoints(OwnService.class)).containsExactlyInAnyOrder("GET,HEAD: open", "* but GET,HEAD: closed");
        assertThat(endpoints(NotForHttp.class)).containsExactly("*: closed");
    }

    @Test
    void auditListsAServletWithoutHandlers() {
        assertThat(endpoints(Servlets.Undeclared.class)).containsExactly("*: closed");
        assertThat(endpoints(ServletRules.NOTHING_DECLARED)).containsExactly("*: closed");
    }

    @Test
    void closedServletIsClosedForEveryMethod() {
        ServletRules closed = ServletRules.closed("it contradicts itself");
        assertThat(closed.rule("GET")).contains(Rule.closed());
        assertThat(closed.rule("HEAD")).contains(Rule.closed());
        assertThat(endpoints(closed)).containsExactly("*: closed");
    }
}
