package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Methods that answer later: the door decides before they run, and no thread keeps the caller afterwards. */
final class Asynchronous {

    private Asynchronous() {}

    static List<Row> rows() {
        return List.of(
                new Row("`@Suspended AsyncResponse`", application -> later(application, "suspended")),
                new Row("`CompletionStage`", application -> later(application, "stage")),
                new Row("`SseEventSink`", Asynchronous::events));
    }

    private static String later(Application application, String name) {
        String path = "/later/" + name;
        application.expectsScope(path);
        assertThat(application
                        .get(CallerKind.WITH_SCOPE, path, 200)
                        .answer()
                        .body()
                        .strip())
                .endsWith("later -");
        Threads.expectClean(application);
        return "closed";
    }

    /** Without server-sent events the sink is null, but the method must still be protected. */
    private static String events(Application application) {
        if (application.sendsEvents()) {
            return later(application, "events");
        }
        application.get(CallerKind.NOBODY, "/later/events", 401);
        application.get(CallerKind.BAD_TOKEN, "/later/events", 401);
        application.get(CallerKind.WITHOUT_SCOPE, "/later/events", 403);
        return "closed, unsupported";
    }
}
