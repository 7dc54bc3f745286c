package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.List;

/** The servlets that are behind our filters in an application, whether there is one such filter or several. */
record FilterReach(List<? extends FilterRegistration> filters) {

    /** The class of our filters. */
    static final String OURS = "io.busha.resourceserver.servlet.ResourceServerFilter";

    /** Returns the reach of all filters of our class, and of the filter with this name, whatever its class. */
    static FilterReach of(ServletContext context, String name) {
        return new FilterReach(context.getFilterRegistrations().values().stream()
                .filter(filter -> isOurs(filter) || filter.getName().equals(name))
                .toList());
    }

    static boolean isOurs(FilterRegistration filter) {
        return OURS.equals(filter.getClassName());
    }

    boolean isBefore(String servlet, String mapping) {
        return filters.stream()
                .anyMatch(filter -> filter.getServletNameMappings().contains(servlet)
                        || filter.getUrlPatternMappings().stream()
                                .anyMatch(pattern -> new ServletPattern(pattern).covers(mapping)));
    }
}
