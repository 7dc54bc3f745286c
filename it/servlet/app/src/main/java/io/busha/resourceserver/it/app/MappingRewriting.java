package io.busha.resourceserver.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** Maps {@link Rewriting} by code, as a library does that is found on the class path. */
public abstract class MappingRewriting implements ServletContextListener {

    /** The name that the filter has. */
    static final String NAME = "rewriting";

    private MappingRewriting() {}

    abstract void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types);

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter(NAME, Rewriting.class);
        filter.setAsyncSupported(true);
        map(filter, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    /** On a servlet: containers ask such filters after those that are mapped on paths. */
    public static final class OnServlet extends MappingRewriting {
        @Override
        void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types) {
            filter.addMappingForServletNames(types, true, "/table/*");
        }
    }

    /** Before every filter that web.xml maps. */
    public static final class First extends MappingRewriting {
        @Override
        void map(FilterRegistration.Dynamic filter, EnumSet<DispatcherType> types) {
            filter.addMappingForUrlPatterns(types, false, "/*");
        }
    }
}
