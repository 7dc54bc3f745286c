package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Row;
import java.util.EnumMap;
import java.util.Map;

/** The gaps of doors whose filter is mapped by code. */
public final class ByCode {

    private ByCode() {}

    /** Returns the gaps, each with its reason. */
    public static Map<Row, String> gaps() {
        Map<Row, String> gaps = new EnumMap<>(Row.class);
        gaps.put(Row.REROUTED, "a filter that code maps by addFilter does not decide again; the WARs run this row");
        gaps.put(Row.ERROR_PAGE_AS_WAR, "not a WAR");
        return gaps;
    }
}
