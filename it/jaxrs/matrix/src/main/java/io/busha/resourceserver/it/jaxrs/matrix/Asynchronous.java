package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Methods that answer later: decided before they run, and nobody is left behind on any thread. */
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
        assertThat(application.get(Caller.WITH_SCOPE, path, 200).answer().body().strip())
                .endsWith("later -");
        Threads.expectClean(application);
        return "closed";
    }

    /** Where there are none, a sink is null: the method must be closed all the same. */
    private static String events(Application application) {
        if (application.sendsEvents()) {
            return later(application, "events");
        }
        application.get(Caller.NOBODY, "/later/events", 401);
        application.get(Caller.BAD, "/later/events", 401);
        application.get(Caller.WITHOUT_SCOPE, "/later/events", 403);
        return "closed, unsupported";
    }
}
