package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Sub-resource locators, which run before the resource method is known. */
final class Locators {

    private static final List<String> PATHS = List.of("/typed/sub", "/object/sub", "/class/sub");
    private static final String CLOSED = "closed";

    private Locators() {}

    static List<Row> rows() {
        return List.of(
                new Row("body of a locator, bad token", Locators::bad),
                new Row("body of a locator, nobody", Locators::nobody),
                closed("behind a locator, declares nothing", "/late/undeclared"),
                closed("behind a locator, two interfaces that disagree", "/late/disagreeing"),
                closed("behind a locator, a rule on a locator", "/late/relying/sub"));
    }

    static List<Row> rowsOfDisagreeing() {
        return stopped("two interfaces that disagree", "/disagreeing", "disagree");
    }

    static List<Row> rowsOfRuleOnLocator() {
        return stopped("a rule on a locator, its class has no method", "/relying/sub", "sub-resource locator");
    }

    static List<Row> rowsOfRuleOnLocatorBesideMethod() {
        return stopped("a rule on a locator beside a method", "/relying/sub", "sub-resource locator");
    }

    static List<Row> rowsOfOverloaded() {
        return List.of(new Row("a locator and a method of one name", application -> {
            for (String path : List.of("/method-first/7", "/locator-first/7", "/keyed/7")) {
                application.expectsScope(path);
                application.expectsScope(path + "/sub");
            }
            return CLOSED;
        }));
    }

    static List<Row> rowsOfRuleOnOverloadedLocator() {
        return stopped("a rule on a locator that has the name of a method", "/relying/7/sub", "sub-resource locator");
    }

    private static List<Row> stopped(String title, String path, String why) {
        return List.of(new Row(title, application -> stoppedOrClosed(application, path, why)));
    }

    private static String bad(Application application) {
        for (String path : PATHS) {
            assertThat(application.get(CallerKind.BAD_TOKEN, path, 401).locators())
                    .as(path)
                    .isZero();
        }
        return "does not run";
    }

    private static String nobody(Application application) {
        for (String path : PATHS) {
            assertThat(application.get(CallerKind.NOBODY, path, 401).locators())
                    .as(path)
                    .isPositive();
        }
        return "runs";
    }

    private static Row closed(String title, String path) {
        return new Row(title, application -> {
            application.expectsClosed(path);
            return CLOSED;
        });
    }

    private static String stoppedOrClosed(Application application, String path, String why) {
        if (application.fault().isEmpty()) {
            application.expectsClosed(path);
            return CLOSED;
        }
        assertThat(application.fault().orElseThrow()).contains(why);
        application.expectsNothing(path);
        return "start-up error";
    }
}
