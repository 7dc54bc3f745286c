package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.testkit.Door;
import io.busha.resourceserver.testkit.HttpContract;
import io.busha.resourceserver.testkit.Row;
import java.util.Map;
import java.util.Set;

/** The whole contract on Spring MVC, with Spring Security or without, as the class path has it. */
public abstract class SpringMvcContract extends HttpContract {

    /** For subclasses. */
    protected SpringMvcContract() {}

    /** A configuration that says with the types of this Boot where error pages are, and where JSPs are. */
    protected abstract Class<?> ofThisBoot();

    @Override
    protected final Door open(Map<String, String> settings) throws Exception {
        return new SpringDoor(settings, ofThisBoot());
    }

    @Override
    protected final Map<Row, String> gaps() {
        return Map.of(Row.WELCOME_FILES, "Spring MVC serves no welcome files of folders");
    }

    @Override
    protected final Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
