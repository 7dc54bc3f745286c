package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.matrix.Application.Outcome;
import java.util.List;

/** Answers that no resource method gives. */
final class Answers {

    private static final List<String> PATHS = List.of(MethodKinds.ROOT, "/typed/sub", "/object/sub");
    private static final String ORIGIN = "https://app.example";

    /** Paths at which an implementation may describe, list or manage the application: WADL, CXF's list of services, and the like. */
    private static final List<String> DESCRIPTIONS = List.of(
            "/?_wadl",
            "/?_wadl&_type=json",
            "/nowhere?_wadl",
            "/nowhere.wadl",
            MethodKinds.ROOT + "?_wadl",
            MethodKinds.ROOT + "?_type=wadl",
            "/application.wadl",
            "/application.wadl/xsd0.xsd",
            "/services",
            "/services/",
            "/services?stylesheet=1",
            "/services?formatted=false",
            MethodKinds.ROOT + "/services",
            "/openapi.json",
            "/swagger.json",
            "/asynch/jobs",
            "/resteasy/registry");

    private Answers() {}

    static List<Row> rowsOfPlain() {
        return List.of(
                new Row("automatic `OPTIONS`", Answers::optionsClosed),
                new Row("preflight, the application's own filter", Answers::preflight),
                new Row("descriptions: WADL, a list of services", Answers::descriptions),
                status("unknown path, nobody", CallerKind.NOBODY, "GET", "/nowhere"),
                status("another method, nobody", CallerKind.NOBODY, "DELETE", MethodKinds.ROOT),
                status("`/root;x=1`, with the scope", CallerKind.WITH_SCOPE, "GET", MethodKinds.ROOT + ";x=1"),
                status("`//root`, with the scope", CallerKind.WITH_SCOPE, "GET", "/" + MethodKinds.ROOT),
                status("`/root/`, with the scope", CallerKind.WITH_SCOPE, "GET", MethodKinds.ROOT + "/"));
    }

    static List<Row> rowsOfMappers() {
        return List.of(
                new Row("below `@ApplicationPath`", Answers::below),
                new Row("401 and 403, `ExceptionMapper<Throwable>`", Answers::refusalsStay),
                new Row("unknown path that a mapper answers 200", Answers::unknown),
                new Row("automatic `OPTIONS`, `OPTIONS /** open`", Answers::optionsOpen));
    }

    private static String optionsClosed(Application application) {
        for (CallerKind caller : CallerKind.values()) {
            int status = caller == CallerKind.BAD_TOKEN ? 401 : 403;
            assertThat(application.attack(caller, "OPTIONS", MethodKinds.ROOT).status())
                    .as(caller.name())
                    .isEqualTo(status);
        }
        return "closed";
    }

    private static String optionsOpen(Application application) {
        assertThat(application
                        .send(CallerKind.NOBODY, "OPTIONS", MethodKinds.ROOT)
                        .isGood())
                .isTrue();
        assertThat(application
                        .send(CallerKind.BAD_TOKEN, "OPTIONS", MethodKinds.ROOT)
                        .status())
                .isEqualTo(401);
        return "open";
    }

    private static String preflight(Application application) {
        Outcome outcome = application.send(
                CallerKind.NOBODY,
                "OPTIONS",
                MethodKinds.ROOT,
                "Origin: " + ORIGIN,
                "Access-Control-Request-Method: GET");
        assertThat(outcome.status()).isEqualTo(200);
        assertThat(outcome.answer().header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        return "passes";
    }

    private static String descriptions(Application application) {
        for (String path : DESCRIPTIONS) {
            for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                for (CallerKind caller : CallerKind.values()) {
                    assertThat(application.attack(caller, method, path).status())
                            .as(caller + " " + method + " " + path)
                            .isBetween(
                                    caller == CallerKind.BAD_TOKEN ? 401 : 200,
                                    caller == CallerKind.BAD_TOKEN ? 401 : 404);
                }
            }
        }
        return "closed";
    }

    private static Row status(String title, CallerKind caller, String method, String path) {
        return new Row(
                title,
                application ->
                        String.valueOf(application.attack(caller, method, path).status()));
    }

    private static String below(Application application) {
        application.expectsScope(MethodKinds.ROOT);
        application.expectsScope("/object/sub");
        return "closed";
    }

    private static String refusalsStay(Application application) {
        for (String path : PATHS) {
            assertThat(application.get(CallerKind.NOBODY, path, 401).answer().body())
                    .contains("\"status\":401");
            assertThat(application
                            .get(CallerKind.WITHOUT_SCOPE, path, 403)
                            .answer()
                            .body())
                    .contains("\"status\":403");
        }
        return "stay";
    }

    private static String unknown(Application application) {
        application.expectsClosed("/nowhere");
        return "403";
    }
}
