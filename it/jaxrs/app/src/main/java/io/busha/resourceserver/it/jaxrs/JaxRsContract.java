package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole contract on JAX-RS. */
public abstract class JaxRsContract extends HttpContract {

    private static final String ONE_DISPATCH = "JAX-RS dispatches a request once: it has no ASYNC, FORWARD and INCLUDE";
    private static final String NO_ERROR_PAGE = "JAX-RS has no ERROR dispatch: exception mappers answer by themselves";
    private static final String NO_SERVLET = "JAX-RS has no servlet behind a resource that dispatches on its own";
    private static final String NO_FILES = "JAX-RS serves neither files nor JSPs";

    /** For subclasses. */
    protected JaxRsContract() {}

    /** Returns the implementation. */
    protected abstract JaxRsRuntime runtime();

    /** Returns how the door is added to the application. */
    protected abstract Registration registration();

    @Override
    protected final Door open(Map<String, String> settings) throws Exception {
        return new JaxRsDoor(settings, registration(), runtime());
    }

    @Override
    protected final Map<Row, String> gaps() {
        Map<Row, String> gaps = new EnumMap<>(Row.class);
        for (Row row : List.of(
                Row.ASYNC_TO_ITSELF,
                Row.ASYNC_TO_STRICTER,
                Row.ASYNC_THERE_AND_BACK,
                Row.FORWARD_TO_STRICTER,
                Row.INCLUDE_OF_STRICTER,
                Row.DISPATCH_TO_FILES,
                Row.DISPATCH_SPELLINGS,
                Row.DISPATCH_BY_NAME)) {
            gaps.put(row, ONE_DISPATCH);
        }
        for (Row row : List.of(Row.STATIC_FILES, Row.WELCOME_FILES, Row.JSP)) {
            gaps.put(row, NO_FILES);
        }
        gaps.put(Row.FRAMEWORK_SERVLET, NO_SERVLET);
        gaps.put(Row.WEBSOCKET, "JAX-RS does not answer WebSocket handshakes");
        gaps.put(Row.SECOND_FILTER, "a JAX-RS application has one door for all paths");
        gaps.put(
                Row.REROUTED,
                "JAX-RS chooses the resource method before it asks the door, and nothing changes it afterwards");
        gaps.put(Row.ERROR_PAGE_AS_WAR, NO_ERROR_PAGE);
        gaps.put(Row.ERROR_PAGE, NO_ERROR_PAGE);
        gaps.put(Row.ERROR_BY_EXCEPTION, NO_ERROR_PAGE);
        return gaps;
    }

    @Override
    protected final Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
