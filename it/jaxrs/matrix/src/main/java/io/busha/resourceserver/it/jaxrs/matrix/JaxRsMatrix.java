package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/**
 * Runs every row of the table on one implementation. Each application is started once for the rows of its scene; the observed cells are
 * written to {@code target/matrix}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JaxRsMatrix {

    private static final List<String> ATTACKED =
            List.of(MethodKinds.ROOT, "/object/sub", "/declared/nothing", "/disagreeing", "/relying/sub");

    private final Implementation implementation;
    private final LocalIssuer issuer = LocalIssuer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Cells cells = new Cells();

    /** For subclasses. */
    protected JaxRsMatrix(Implementation implementation) {
        this.implementation = implementation;
    }

    @BeforeAll
    final void listen() {
        Metrics.addRegistry(meters);
    }

    @AfterAll
    final void writeCells() throws IOException {
        Metrics.removeRegistry(meters);
        issuer.close();
        cells.write(Path.of("target", "matrix"), implementation.name());
    }

    @TestFactory
    final Stream<DynamicTest> protectsEveryApplication() {
        return Stream.of(Discovery.values()).flatMap(discovery -> Scene.all().stream()
                .map(scene -> dynamicTest(scene.title() + ", " + discovery, () -> run(scene, discovery))));
    }

    private void run(Scene scene, Discovery discovery) throws Exception {
        boolean found = discovery == Discovery.EXPLICIT || implementation.findsFeatures();
        try (Application application = new Application(implementation, discovery, scene, issuer)) {
            if (!found) {
                expectStopped(application);
            }
            Stream<Executable> rows = scene.rows().stream()
                    .map(row -> found ? row : new Row(row.title(), stopped -> "server stopped"))
                    .map(row -> () -> see(row, discovery, application));
            assertAll(scene.title(), rows);
        }
    }

    private void see(Row row, Discovery discovery, Application application) {
        String cell = "failed";
        try {
            cell = row.check().cellOf(application);
        } catch (AssertionError e) {
            throw new AssertionError(row.title() + ": " + e.getMessage(), e);
        } finally {
            cells.add(row, implementation.name(), discovery, cell);
        }
    }

    /** Expects that the jar alone keeps the server from answering, if the implementation does not discover the feature. */
    private static void expectStopped(Application application) {
        assertThat(application.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("Register BushaFeature"));
        ATTACKED.forEach(application::expectsNothing);
    }
}
