package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.RouteTable;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How an audit lists the servlets of an application. */
class ServletEndpointsTest {

    private static final String HEALTH = Servlets.Health.class.getName();
    private static final String UNDECLARED = Servlets.Undeclared.class.getName();
    private static final String NOT_DECLARED = "closed because no rule is declared: * /a (" + UNDECLARED + ")";

    private final FakeApplication application = new FakeApplication();

    private static RouteAudit audit(ServletContext context, ServletDeclarations declarations) {
        return RouteTable.parse("").audit(declarations.endpoints(FilterReach.of(context, "busha")), OtherDoor.none());
    }

    private RouteAudit audit(ServletContext context) {
        return audit(context, ServletDeclarations.of(context, null));
    }

    private List<String> entries(@Nullable DispatchedEndpoints endpoints) {
        ServletContext context = application.context();
        return entries(audit(context, ServletDeclarations.of(context, endpoints)));
    }

    private static List<String> entries(RouteAudit audit) {
        return audit.entries().stream()
                .map(entry -> String.join(" ", entry.path(), entry.endpoint(), entry.requires()))
                .toList();
    }

    private FakeApplication filterOn(String... patterns) {
        return application.filter(new FakeFilterRegistration("busha", ResourceServerFilter.class).on(patterns));
    }

    @Test
    void listsEveryMappingOfEveryServlet() {
        filterOn("/*").servlet(Servlets.Health.class, "/b", "/a", "*.jsp").servlet(Servlets.Me.class, "/me/*");
        assertThat(entries((DispatchedEndpoints) null))
                .containsExactlyInAnyOrder(
                        "*.jsp " + HEALTH + " open",
                        "/a " + HEALTH + " open",
                        "/b " + HEALTH + " open",
                        "/me/* " + Servlets.Me.class.getName() + " authenticated");
    }

    @Test
    void listsServletsWithoutAMapping() {
        application.servlet(Servlets.Health.class);
        assertThat(entries((DispatchedEndpoints) null)).containsExactly("no mapping " + HEALTH + " open");
    }

    @Test
    void listsServletsWithoutAClassByTheirName() {
        filterOn("/*").servlet("lambda", null, "/a");
        assertThat(entries((DispatchedEndpoints) null)).containsExactly("/a lambda closed");
    }

    @Test
    void listsServletsRegisteredLater() {
        ServletContext context = filterOn("/*").context();
        ServletDeclarations declarations = ServletDeclarations.of(context, null);
        application.servlet(Servlets.Health.class, "/later");
        assertThat(entries(audit(context, declarations))).containsExactly("/later " + HEALTH + " closed");
    }

    @Test
    void marksMappingsWithoutTheFilter() {
        filterOn("/a/*").servlet(Servlets.Health.class, "/a/x", "/b");
        assertThat(entries((DispatchedEndpoints) null))
                .containsExactlyInAnyOrder("/a/x " + HEALTH + " open", "/b " + HEALTH + " NOT PROTECTED");
    }

    @Test
    void warnsOfAnUndeclaredServletOfTheApplication() {
        filterOn("/*").servlet(Servlets.Undeclared.class, "/a");
        assertThat(audit(application.context()).warnings())
                .singleElement()
                .asString()
                .startsWith(NOT_DECLARED);
    }

    @Test
    void warnsOfAnUndeclaredServletIfTheContainerHasItsOwnClassLoader() {
        filterOn("/*").servlet(Servlets.Undeclared.class, "/a");
        assertThat(audit(application.contextIn(new ContainerLoader())).warnings())
                .singleElement()
                .asString()
                .startsWith(NOT_DECLARED);
    }

    @Test
    void doesNotWarnOfAServletOfTheContainer() {
        ContainerLoader container = new ContainerLoader().bringing(Servlets.Undeclared.class);
        filterOn("/*").loadedBy(container).servlet(Servlets.Undeclared.class, "/a");
        assertThat(audit(application.contextIn(container)).warnings()).isEmpty();
    }

    @Test
    void doesNotWarnOfAHiddenServlet() {
        filterOn("/*")
                .loadedBy(new ContainerLoader().hiding(Servlets.Undeclared.class))
                .servlet(Servlets.Undeclared.class, "/a");
        assertThat(audit(application.contextIn(new ContainerLoader())).warnings())
                .isEmpty();
    }

    @Test
    void warnsOfALaterServletThatCannotBeRead() {
        ServletContext context = filterOn("/*")
                .loadedBy(new ContainerLoader().breaking(Servlets.Undeclared.class))
                .contextIn(new ContainerLoader());
        ServletDeclarations declarations = ServletDeclarations.of(context, null);
        application.servlet(Servlets.Undeclared.class, "/a");
        assertThat(audit(context, declarations).warnings())
                .singleElement()
                .asString()
                .startsWith(NOT_DECLARED);
    }

    @Test
    void doesNotWarnOfTheServletOfAFramework() {
        ServletContext context =
                filterOn("/*").servlet("framework", UNDECLARED, "/*").context();
        assertThat(audit(context, ServletDeclarations.of(context, new Framework()))
                        .warnings())
                .isEmpty();
    }

    @Test
    void listsEndpointsOfAFrameworkOncePerPrefix() {
        filterOn("/*")
                .servlet("framework", null, "/api/*", "/", "/exact", "*.do")
                .servlet(Servlets.Health.class, "/health/*");
        assertThat(entries(new Framework().put("/x", Rule.allOf("a"))))
                .containsExactlyInAnyOrder(
                        "/api/* framework closed",
                        "/ framework closed",
                        "/exact framework closed",
                        "*.do framework closed",
                        "/api/x framework a",
                        "/x framework a",
                        "/health/* " + HEALTH + " open");
    }

    @Test
    void listsNoEndpointsOfAFrameworkServletWithoutTheFilter() {
        filterOn("/api/*").servlet("framework", null, "/api/*", "/other/*");
        assertThat(entries(new Framework().put("/x", Rule.allOf("a"))))
                .containsExactlyInAnyOrder(
                        "/api/* framework closed", "/other/* framework NOT PROTECTED", "/api/x framework a");
    }
}
