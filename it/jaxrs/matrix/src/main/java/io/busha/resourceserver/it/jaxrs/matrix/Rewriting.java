package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.jaxrs.matrix.Application.Outcome;
import io.busha.resourceserver.route.Open;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;

/** A filter behind the door that changes the request. The door must decide on the changed request. */
public final class Rewriting {

    private static final String START = "/rewritten";
    private static final String PATH = "X-Path";
    private static final String METHOD = "X-Method";

    private Rewriting() {}

    /** Runs after the credential was checked and before a resource method is chosen. */
    @PreMatching
    @Priority(Priorities.USER)
    public static class Filter implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String path = request.getHeaderString(PATH);
            if (path != null) {
                request.setRequestUri(
                        request.getUriInfo().getBaseUriBuilder().path(path).build());
            }
            String method = request.getHeaderString(METHOD);
            if (method != null) {
                request.setMethod(method);
            }
        }
    }

    /** An open resource. */
    @Path(START)
    public static class Start {
        @GET
        @Open
        public String get() {
            return "start";
        }

        /** Has no declaration. */
        @POST
        public String post() {
            return Bodies.ran("posted");
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("another path, set by a later filter", Rewriting::path),
                new Row("another method, set by a later filter", Rewriting::method));
    }

    private static String path(Application application) {
        for (String path : List.of(MethodKinds.ROOT, "/object/sub")) {
            String header = PATH + ": " + path;
            assertThat(List.of(CallerKind.values()).stream()
                            .map(caller -> ran(application.send(caller, "GET", START, header))))
                    .as(path)
                    .containsExactly("401 ran 0", "401 ran 0", "403 ran 0", "200 ran 1");
        }
        return "closed";
    }

    private static String method(Application application) {
        assertThat(application.send(CallerKind.NOBODY, "GET", START).status()).isEqualTo(200);
        assertThat(List.of(CallerKind.values()).stream()
                        .map(caller -> ran(application.send(caller, "GET", START, METHOD + ": POST"))))
                .containsExactly("403 ran 0", "401 ran 0", "403 ran 0", "403 ran 0");
        return "closed";
    }

    private static String ran(Outcome outcome) {
        return outcome.status() + " ran " + outcome.methods();
    }
}
