package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs each row against a door with the fault that the row is about, and expects it to fail. */
class HttpContractRowsTest {

    private static final Logger LOG = Logger.getLogger("door");

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEAK", "CALLER", "ROTATION"},
            value = Row.class)
    void failsIfDoorAdmitsEveryRequest(Row row) throws Exception {
        if (row.name().startsWith("ACCEPTED")) {
            assertThat(fails(row, HttpContractRowsTest::closed)).isTrue();
        } else {
            assertThat(fails(row, HttpContractRowsTest::open)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CALLER", "ROTATION"})
    void failsIfDoorRejectsEveryRequest(Row row) throws Exception {
        assertThat(fails(row, HttpContractRowsTest::closed)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAK", "REFLECTION"})
    void failsIfDoorLogsTokens(Row row) throws Exception {
        assertThat(fails(row, (head, handled) -> {
                    LOG.finest(head);
                    return closed(head, handled);
                }))
                .isTrue();
    }

    /** Returns whether any case of the row fails, and stops at the first failure. */
    private static boolean fails(Row row, FakeDoor.Answers answers) throws Exception {
        try (Bench bench = Bench.open(settings -> new FakeDoor(answers), Set.of())) {
            Cases cases = new Cases(bench);
            row.theme().fill(bench, cases);
            return cases.list().stream().anyMatch(HttpContractRowsTest::fails);
        }
    }

    private static boolean fails(Case each) {
        try {
            each.script().play();
            return false;
        } catch (Exception | AssertionError e) {
            return true;
        }
    }

    private static String open(String head, AtomicInteger handled) {
        handled.incrementAndGet();
        return "HTTP/1.1 200 \r\n\r\nopen";
    }

    private static String closed(String head, AtomicInteger handled) {
        return "HTTP/1.1 403 \r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n\r\n"
                + Problem.ENDPOINT_CLOSED.body();
    }
}
