package io.busha.resourceserver.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void padsColumns() {
        Table table = new Table("name", "µs");
        table.add("a", "12.50");

        assertThat(table.lines()).containsExactly("| name | µs    |", "|------|-------|", "| a    | 12.50 |");
    }
}
