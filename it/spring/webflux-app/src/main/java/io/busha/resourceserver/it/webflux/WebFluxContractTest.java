package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The whole contract on Spring WebFlux without Spring Security. */
final class WebFluxContractTest extends HttpContract {

    private static final String ONE_DISPATCH =
            "WebFlux dispatches a request once: it has no ASYNC, FORWARD and INCLUDE";
    private static final String NO_SERVLET = "WebFlux has no servlets, and no patterns that end with an extension";
    private static final String NO_ERROR_PAGE =
            "WebFlux has no ERROR dispatch: exception handlers answer by themselves";

    @Override
    protected Door open(Map<String, String> settings) {
        return new WebFluxDoor(settings);
    }

    @Override
    protected String door() {
        return DoorName.of("spring-webflux", SpringApplication.class);
    }

    @Override
    protected Map<Row, String> gaps() {
        Map<Row, String> gaps = new EnumMap<>(Row.class);
        for (Row row : new Row[] {
            Row.ASYNC_TO_ITSELF,
            Row.ASYNC_TO_STRICTER,
            Row.ASYNC_THERE_AND_BACK,
            Row.FORWARD_TO_STRICTER,
            Row.INCLUDE_OF_STRICTER,
            Row.DISPATCH_TO_FILES,
            Row.DISPATCH_SPELLINGS,
            Row.DISPATCH_BY_NAME
        }) {
            gaps.put(row, ONE_DISPATCH);
        }
        gaps.put(Row.FRAMEWORK_SERVLET, NO_SERVLET);
        gaps.put(Row.EXTENSION_MAPPING, NO_SERVLET);
        gaps.put(Row.JSP, NO_SERVLET);
        gaps.put(Row.WEBSOCKET, "a WebSocketHandler is an ordinary handler");
        gaps.put(Row.WELCOME_FILES, "WebFlux serves no welcome files of folders");
        gaps.put(Row.SECOND_FILTER, "an application context has one door for all paths");
        gaps.put(Row.ERROR_PAGE_AS_WAR, "WebFlux does not run in a WAR");
        gaps.put(Row.ERROR_PAGE, NO_ERROR_PAGE);
        gaps.put(Row.ERROR_BY_EXCEPTION, NO_ERROR_PAGE);
        return gaps;
    }
}
