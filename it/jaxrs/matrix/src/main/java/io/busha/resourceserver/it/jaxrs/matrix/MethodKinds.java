package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.matrix.Application.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every kind of resource method with every kind of request and caller. */
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

    private record Attempt(String method, String path) {}

    private MethodKinds() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        PATHS.forEach((title, path) -> rows.add(new Row(title, application -> closed(application, path))));
        return rows;
    }

    private static String closed(Application application, String path) {
        application.expectsScope(path);
        head(application, path);
        for (Attempt attempt : attempts(path)) {
            for (CallerKind caller : CallerKind.values()) {
                Outcome outcome = application.attack(caller, attempt.method(), attempt.path());
                if (caller == CallerKind.BAD_TOKEN) {
                    assertThat(outcome.status()).as(attempt.toString()).isEqualTo(401);
                }
            }
        }
        return "closed";
    }

    /** Expects that HEAD has the rule of GET. */
    private static void head(Application application, String path) {
        assertThat(List.of(CallerKind.values()).stream()
                        .map(caller -> application.attack(caller, "HEAD", path).status()))
                .as("HEAD " + path)
                .containsExactly(401, 401, 403, 200);
    }

    private static Set<Attempt> attempts(String path) {
        Set<Attempt> attempts = new LinkedHashSet<>();
        attempts.add(new Attempt("OPTIONS", path));
        attempts.add(new Attempt("DELETE", path));
        attempts.add(new Attempt("GET", path + "/nowhere"));
        attempts.add(new Attempt("GET", path + ";x=1"));
        attempts.add(new Attempt("GET", path.replaceAll("(\\w)/", "$1;x=1/")));
        attempts.add(new Attempt("GET", "/" + path));
        attempts.add(new Attempt("GET", path.replaceAll("(\\w)/", "$1//")));
        attempts.add(new Attempt("GET", path + "/"));
        return attempts;
    }
}
