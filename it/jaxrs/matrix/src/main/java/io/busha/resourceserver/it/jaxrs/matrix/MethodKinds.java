package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.matrix.Application.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every kind of resource method against every kind of request of every kind of caller. */
final class MethodKinds {

    static final String ROOT = "/root";

    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("method of a root resource", ROOT);
        PATHS.put("behind a locator that returns its type", "/typed/sub");
        PATHS.put("behind a locator that returns `Object`", "/object/sub");
        PATHS.put("behind a locator that returns `Class<?>`", "/class/sub");
        PATHS.put("annotated in an interface", "/interface");
        PATHS.put("annotated in a generic base class", "/generic");
        PATHS.put("subclass as a proxy generator makes it", "/proxy");
    }

    private record Shot(String method, String path) {}

    private MethodKinds() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        PATHS.forEach((title, path) -> rows.add(new Row(title, application -> closed(application, path))));
        return rows;
    }

    private static String closed(Application application, String path) {
        application.expectsScope(path);
        head(application, path);
        for (Shot shot : shots(path)) {
            for (Caller caller : Caller.values()) {
                Outcome outcome = application.attack(caller, shot.method(), shot.path());
                if (caller == Caller.BAD) {
                    assertThat(outcome.status()).as(shot.toString()).isEqualTo(401);
                }
            }
        }
        return "closed";
    }

    /** HEAD has the rule of GET. */
    private static void head(Application application, String path) {
        assertThat(List.of(Caller.values()).stream()
                        .map(caller -> application.attack(caller, "HEAD", path).status()))
                .as("HEAD " + path)
                .containsExactly(401, 401, 403, 200);
    }

    private static Set<Shot> shots(String path) {
        Set<Shot> shots = new LinkedHashSet<>();
        shots.add(new Shot("OPTIONS", path));
        shots.add(new Shot("DELETE", path));
        shots.add(new Shot("GET", path + "/nowhere"));
        shots.add(new Shot("GET", path + ";x=1"));
        shots.add(new Shot("GET", path.replaceAll("(\\w)/", "$1;x=1/")));
        shots.add(new Shot("GET", "/" + path));
        shots.add(new Shot("GET", path.replaceAll("(\\w)/", "$1//")));
        shots.add(new Shot("GET", path + "/"));
        return shots;
    }
}
