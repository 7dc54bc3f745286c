package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Row;
import java.util.EnumMap;
import java.util.Map;

/** What a door lacks whose filter is mapped by code. */
public final class ByCode {

    private ByCode() {}

    /** Its gaps, each with the reason. */
    public static Map<Row, String> gaps() {
        Map<Row, String> gaps = new EnumMap<>(Row.class);
        gaps.put(Row.STRANDED, "behind a filter that code maps by addFilter none decides again; the WARs run it");
        gaps.put(Row.ERROR_PAGE_AS_WAR, "is no WAR");
        return gaps;
    }
}
