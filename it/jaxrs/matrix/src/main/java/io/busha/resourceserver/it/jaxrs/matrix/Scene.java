package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.it.jaxrs.Parts;
import java.util.List;
import java.util.function.Supplier;

/**
 * An application and the rows that are tested with it.
 *
 * @param routes the route lines of the application
 * @param filtered whether the Servlet filter runs before it
 */
record Scene(String title, Supplier<Parts> parts, String routes, boolean filtered, List<Row> rows) {

    static List<Scene> all() {
        return List.of(
                plain(),
                withMappers(),
                behindFilter(),
                disagreeing(),
                relying(),
                ruleOnLocatorBesideMethod(),
                overloaded(),
                ruleOnOverloadedLocator());
    }

    private static Scene plain() {
        List<List<Row>> rows = List.of(
                MethodKinds.rows(),
                DeclaredRules.rows(),
                Locators.rows(),
                Asynchronous.rows(),
                Callers.rows(),
                Answers.rowsOfPlain(),
                Rewriting.rows());
        return new Scene(
                "all resources",
                () -> Parts.of(KindResources.all())
                        .with(DeclaredResources.all())
                        .with(CallerResources.all())
                        .with(LateResources.Late.class, AsynchronousResources.class, OwnProviders.Cors.class)
                        .with(Rewriting.Filter.class, Rewriting.Start.class),
                "",
                false,
                rows.stream().flatMap(List::stream).toList());
    }

    private static Scene withMappers() {
        return new Scene(
                "below a path, with mappers",
                () -> Parts.belowV1(KindResources.all()).with(OwnProviders.AnyError.class, OwnProviders.NotFound.class),
                "OPTIONS /** open",
                false,
                Answers.rowsOfMappers());
    }

    private static Scene behindFilter() {
        return new Scene(
                "behind the Servlet filter",
                () -> Parts.of(KindResources.all()),
                "* /** authenticated",
                true,
                Callers.rowsBehindFilter());
    }

    private static Scene disagreeing() {
        return faulty("interfaces that disagree", LateResources.RootDisagreeing.class, Locators.rowsOfDisagreeing());
    }

    private static Scene relying() {
        return faulty("a rule on a locator", LateResources.RootRuleOnLocator.class, Locators.rowsOfRuleOnLocator());
    }

    private static Scene ruleOnLocatorBesideMethod() {
        return faulty(
                "a rule on a locator beside a method",
                LateResources.RuleOnLocatorBesideMethod.class,
                Locators.rowsOfRuleOnLocatorBesideMethod());
    }

    private static Scene overloaded() {
        return new Scene(
                "a locator and a method of one name",
                () -> Parts.of(OverloadedResources.all()),
                "",
                false,
                Locators.rowsOfOverloaded());
    }

    private static Scene ruleOnOverloadedLocator() {
        return faulty(
                "a rule on a locator that has the name of a method",
                OverloadedResources.RuleOnLocator.class,
                Locators.rowsOfRuleOnOverloadedLocator());
    }

    private static Scene faulty(String title, Class<?> resource, List<Row> rows) {
        return new Scene(title, () -> Parts.of(resource), "", false, rows);
    }
}
