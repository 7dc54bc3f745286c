package io.busha.resourceserver.it.contract;

import java.util.Arrays;
import java.util.List;

/** Tables of short texts. */
final class Words {

    private Words() {}

    /** Splits a table at line ends and at runs of two or more blanks. */
    static List<String> of(String table) {
        return Arrays.stream(table.split("\n| {2,}", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
