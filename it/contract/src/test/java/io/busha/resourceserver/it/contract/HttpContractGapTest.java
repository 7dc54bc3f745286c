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
    void abortsRowThatADoorMayLackAndReportsWhy() {
        HttpContract contract = lacking(Row.ERROR_PAGE, "no error pages here");
        assertThatThrownBy(() -> contract.keeps(Row.ERROR_PAGE)).isInstanceOf(TestAbortedException.class);
        assertThat(contract.reported()).containsExactly(Row.ERROR_PAGE + "\t0\tfake\tgap: no error pages here\tDOOR");
    }

    @Test
    void failsWhereATokenRowIsLacking() {
        assertThatThrownBy(() -> lacking(Row.UNSIGNED, "a reason").keeps(Row.UNSIGNED))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> lacking(Row.LEAK, "a reason").keeps(Row.LEAK)).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsWhereNoReasonIsGiven() {
        assertThatThrownBy(() -> lacking(Row.ERROR_PAGE, " ").keeps(Row.ERROR_PAGE))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void letsRowsOfPathsWebSocketsCorsAndWarsBeLackingAndNoOther() {
        Set<Row> others = EnumSet.of(Row.WEBSOCKET, Row.CORS_ON_REFUSAL);
        for (Row row : Row.values()) {
            assertThat(row.mayBeLacking())
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
