package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.RouteTable;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.springframework.context.support.StaticApplicationContext;

/** What is listed of a router function, asked by the audit. */
public record ListedRoutes(List<MappedEndpoint> endpoints) {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "OPTIONS");

    private static final List<String> PATHS = List.of(
            "/", "/a", "/a/", "/b", "/a/b", "/a/b/", "/a/x", "/a/b/c", "/a/x/c", "/a/x/y/z", "/a/page.txt", "/v1/a/b");

    /** Those that are added to the list. */
    public static ListedRoutes of(Consumer<HandlerList> adding) {
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            HandlerList list = new HandlerList(
                    context, new HandlerDeclarations(HealthPaths.none(), Void.class, List.of()), Set.of(""));
            adding.accept(list);
            return new ListedRoutes(list.endpoints());
        }
    }

    /** Methods and mapping of each: {@code GET /a}. */
    public List<String> mappings() {
        return audited("").stream()
                .map(entry -> entry.methods() + " " + entry.path())
                .toList();
    }

    /** Requests that are led to one of the routes, and that none is listed for. */
    public List<String> missing(BiPredicate<String, String> isRouted) {
        return METHODS.stream()
                .flatMap(method -> PATHS.stream()
                        .filter(path -> isRouted.test(method, path))
                        .map(path -> method + " " + path))
                .filter(request -> !isListed(request))
                .toList();
    }

    private boolean isListed(String request) {
        return audited(request + " open").stream()
                .anyMatch(entry -> entry.requires().equals("open"));
    }

    private List<RouteAudit.Entry> audited(String lines) {
        return RouteTable.parse(lines).audit(endpoints, OtherDoor.none()).entries();
    }
}
