package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.List;

/** What resource methods see of their caller, and how often the token is verified. */
final class Callers {

    private Callers() {}

    static List<Row> rows() {
        return List.of(
                new Row("principal, roles, scheme, MDC", Callers::isSeen),
                new Row("MDC after a method that threw", Callers::isForgotten),
                new Row("MDC after a stage that no signature tells of", Callers::isForgottenLater));
    }

    static List<Row> rowsBehindFilter() {
        return List.of(new Row("behind the Servlet filter", Callers::isVerifiedOnce));
    }

    private static String isSeen(Application application) {
        application.expectsScope("/caller");
        assertThat(application
                        .get(CallerKind.WITH_SCOPE, "/caller", 200)
                        .answer()
                        .body())
                .isEqualTo(CallerKind.SUBJECT + " BEARER true false " + CallerKind.SUBJECT);
        Threads.expectClean(application);
        return "the token";
    }

    private static String isForgotten(Application application) {
        assertThat(application
                        .send(CallerKind.WITH_SCOPE, "GET", "/caller/broken")
                        .status())
                .isEqualTo(500);
        Threads.expectClean(application);
        return "clean";
    }

    /** Accepts any answer of the implementation. */
    private static String isForgottenLater(Application application) {
        application.send(CallerKind.WITH_SCOPE, "GET", "/caller/hidden");
        Threads.expectClean(application);
        return "clean";
    }

    private static String isVerifiedOnce(Application application) {
        application.expectsScope(MethodKinds.ROOT);
        application.expectsScope("/object/sub");
        long before = validations();
        application.get(CallerKind.WITH_SCOPE, MethodKinds.ROOT, 200);
        application.get(CallerKind.WITHOUT_SCOPE, MethodKinds.ROOT, 403);
        assertThat(validations() - before).isEqualTo(2);
        return "verified once";
    }

    private static long validations() {
        return Metrics.globalRegistry.getRegistries().stream()
                .map(Callers::timers)
                .flatMap(List::stream)
                .mapToLong(timer -> (long) timer.count())
                .sum();
    }

    private static List<FunctionTimer> timers(MeterRegistry registry) {
        return List.copyOf(registry.find("busha.token.validation").functionTimers());
    }
}
