package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Which of several annotations applies. */
final class DeclaredRules {

    private static final String CLOSED = "closed";

    private DeclaredRules() {}

    static List<Row> rows() {
        return List.of(
                closed("declares nothing", "/declared/nothing"),
                closed("`@PermitAll` alone", "/declared/permit-all"),
                closed("`@RolesAllowed` alone", "/declared/roles-alone"),
                new Row("`@RolesAllowed` beside ours", DeclaredRules::narrows),
                closed("`@DenyAll` beside ours", "/declared/denied"),
                closed("`@DenyAll` on the class, `@PermitAll` and ours on the method", "/denied-class"),
                new Row("ours on the class and on the method", DeclaredRules::nearest));
    }

    private static Row closed(String title, String path) {
        return new Row(title, application -> {
            application.expectsClosed(path);
            return CLOSED;
        });
    }

    private static String narrows(Application application) {
        application.expectsScope("/declared/roles");
        application.expectsScope("/roles-on-class");
        return "both count";
    }

    private static String nearest(Application application) {
        application.expectsScope("/scope-on-class");
        application.expectsScope("/open-class/scope");
        application.get(CallerKind.WITH_SCOPE, "/scope-on-class/other", 403);
        assertThat(application
                        .send(CallerKind.NOBODY, "GET", "/scope-on-class/open")
                        .status())
                .isEqualTo(200);
        return "the method's";
    }
}
