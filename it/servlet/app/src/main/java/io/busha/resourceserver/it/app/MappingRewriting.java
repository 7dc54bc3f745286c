package io.busha.resourceserver.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** Maps {@link Rewriting} by code, like a library on the class path. */
public abstract class MappingRewriting implements ServletContextListener {

    /** The name of the filter. */
    static final String NAME = "rewriting";

    private MappingRewriting() {}

    abstract void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types);

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter(NAME, Rewriting.class);
        filter.setAsyncSupported(true);
        map(filter, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    /** Maps it on a servlet: containers call such filters after those that are mapped on paths. */
    public static final class OnServlet extends MappingRewriting {
        @Override
        void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types) {
            filter.addMappingForServletNames(types, true, "/table/*");
        }
    }

    /** Maps it before every filter of web.xml. */
    public static final class First extends MappingRewriting {
        @Override
        void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types) {
            filter.addMappingForUrlPatterns(types, false, "/*");
        }
    }
}
