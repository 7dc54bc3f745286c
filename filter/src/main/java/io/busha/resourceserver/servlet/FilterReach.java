package io.busha.resourceserver.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;

/** The servlets that are behind our filters in an application, whether there is one such filter or several. */
final class FilterReach {

    private final List<FilterRegistration> filters = new ArrayList<>();

    private FilterReach() {}

    /** Returns the reach of all filters of our class, and of the filter with this name, whatever its class. */
    static FilterReach of(ServletContext context, String name) {
        FilterReach reach = new FilterReach();
        context.getFilterRegistrations().values().stream()
                .filter(filter -> isOurs(filter) || filter.getName().equals(name))
                .forEach(reach.filters::add);
        return reach;
    }

    static boolean isOurs(FilterRegistration filter) {
        return ResourceServerFilter.class.getName().equals(filter.getClassName());
    }

    boolean isBefore(String servlet, String mapping) {
        return filters.stream()
                .anyMatch(filter -> filter.getServletNameMappings().contains(servlet)
                        || filter.getUrlPatternMappings().stream()
                                .anyMatch(pattern -> ServletPattern.of(pattern).covers(mapping)));
    }
}
