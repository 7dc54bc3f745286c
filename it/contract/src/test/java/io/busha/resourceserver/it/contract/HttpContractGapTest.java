package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class HttpContractGapTest {

    @Test
    void skipsOptionalRowAndReportsReason() {
        HttpContract contract = lacking(Row.ERROR_PAGE, "no error pages here");
        assertThatThrownBy(() -> contract.passes(Row.ERROR_PAGE)).isInstanceOf(TestAbortedException.class);
        assertThat(contract.reported()).containsExactly(Row.ERROR_PAGE + "\t0\tfake\tgap: no error pages here\tDOOR");
    }

    @Test
    void failsIfTokenRowIsMissing() {
        assertThatThrownBy(() -> lacking(Row.UNSIGNED, "a reason").passes(Row.UNSIGNED))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lacking(Row.LEAK, "a reason").passes(Row.LEAK)).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsIfMissingRowHasNoReason() {
        assertThatThrownBy(() -> lacking(Row.ERROR_PAGE, " ").passes(Row.ERROR_PAGE))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void allowsOnlyRowsAboutPathsWebSocketsCorsAndWarsToBeMissing() {
        Set<Row> others = EnumSet.of(Row.WEBSOCKET, Row.CORS_ON_REFUSAL);
        for (Row row : Row.values()) {
            assertThat(row.isOptional())
                    .as("%s", row)
                    .isEqualTo(others.contains(row) || row.toString().startsWith("path rule differs"));
        }
    }

    private static HttpContract lacking(Row row, String reason) {
        return new HttpContract() {
            @Override
            protected Door open(Map<String, String> settings) {
                throw new IllegalStateException("not needed");
            }

            @Override
            protected String door() {
                return "fake";
            }

            @Override
            protected Map<Row, String> gaps() {
                return Map.of(row, reason);
            }
        };
    }
}
