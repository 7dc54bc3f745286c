package io.busha.resourceserver.it.app;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The {@code web.xml} of the contract's application (Servlet 6.0): meters, WebSocket endpoints, the probe, the filter, all
 * servlets, the error page and the welcome files. Complete without annotations unless it says otherwise. Immutable.
 */
public final class WebXml {

    private static final List<String> DISPATCHERS = List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR");

    private final boolean metadataComplete;
    private final Map<String, String> contextParams;
    private final Map<String, String> servlets;
    private final List<FilterElement> filters;
    private final List<String> listeners;

    private record FilterElement(String name, String className, String pattern, Map<String, String> initParams) {

        static FilterElement door(String name, String pattern, Map<String, String> initParams) {
            return new FilterElement(name, ResourceServerFilter.class.getName(), pattern, initParams);
        }
    }

    private WebXml(
            boolean metadataComplete,
            Map<String, String> contextParams,
            Map<String, String> servlets,
            List<FilterElement> filters,
            List<String> listeners) {
        this.metadataComplete = metadataComplete;
        this.contextParams = contextParams;
        this.servlets = servlets;
        this.filters = filters;
        this.listeners = listeners;
    }

    /** Returns a descriptor with CORS and the filter {@code busha}, and a second filter if the init-params have settings for it. */
    public static WebXml with(Map<String, String> initParams) {
        WebXml first = unprotected()
                .with(new FilterElement("cors", Cors.class.getName(), Cors.PATTERN, Map.of()))
                .filter("busha", "/*", Partners.without(initParams));
        Map<String, String> second = Partners.of(initParams);
        WebXml doors = second.isEmpty() ? first : first.filter(Partners.NAME, Partners.PATTERN, second);
        return ReroutingFilter.isIn(initParams) ? doors.filter("rerouting", ReroutingFilter.class) : doors;
    }

    /** Returns a descriptor without any filter of this library. */
    public static WebXml unprotected() {
        Map<String, String> servlets = new LinkedHashMap<>();
        ContractApplication.servlets().forEach((pattern, servlet) -> servlets.put(pattern, servlet.getName()));
        FilterElement probe = new FilterElement("probe", BodyProbe.class.getName(), "/*", Map.of());
        return new WebXml(
                true,
                Map.of(),
                servlets,
                List.of(probe),
                List.of(Meters.class.getName(), AddsWebSockets.class.getName()));
    }

    /** Returns a copy with one more context-param. */
    public WebXml contextParam(String name, String value) {
        return new WebXml(metadataComplete, plus(contextParams, name, value), servlets, filters, listeners);
    }

    /** Returns a copy with one more servlet, named after its pattern. */
    public WebXml servlet(String pattern, String className) {
        return new WebXml(metadataComplete, contextParams, plus(servlets, pattern, className), filters, listeners);
    }

    /** Returns a copy with the library's filter after the existing ones, with this name and pattern. */
    public WebXml filter(String name, String pattern, Map<String, String> initParams) {
        return with(FilterElement.door(name, pattern, Map.copyOf(initParams)));
    }

    /** Returns a copy with a filter of the application on everything, after the existing ones. */
    public WebXml filter(String name, Class<? extends Filter> type) {
        return with(new FilterElement(name, type.getName(), "/*", Map.of()));
    }

    private WebXml with(FilterElement more) {
        return new WebXml(
                metadataComplete,
                contextParams,
                servlets,
                Stream.concat(filters.stream(), Stream.of(more)).toList(),
                listeners);
    }

    /** Returns a copy with one more listener. */
    public WebXml listener(String className) {
        return new WebXml(
                metadataComplete,
                contextParams,
                servlets,
                filters,
                Stream.concat(listeners.stream(), Stream.of(className)).toList());
    }

    /** Returns a copy with this {@code metadata-complete}: if false, containers scan for their own annotations. */
    public WebXml metadataComplete(boolean complete) {
        return new WebXml(complete, contextParams, servlets, filters, listeners);
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** Returns the text of the file. */
    public String text() {
        XmlText xml = XmlText.begin("web-app", "https://jakarta.ee/xml/ns/jakartaee");
        xml.attribute("version", "6.0");
        xml.attribute("metadata-complete", Boolean.toString(metadataComplete));
        contextParams.forEach((name, value) -> param(xml, "context-param", name, value));
        filters.forEach(filter -> declaration(xml, filter));
        filters.forEach(filter -> mapping(xml, filter));
        listeners.forEach(className -> xml.element("listener", () -> xml.leaf("listener-class", className)));
        servlets.forEach((pattern, className) -> servlet(xml, pattern, className));
        xml.element(
                "welcome-file-list",
                () -> ContractApplication.WELCOME_FILES.forEach(file -> xml.leaf("welcome-file", file)));
        xml.element("error-page", () -> {
            xml.leaf("error-code", "418");
            xml.leaf("location", ContractApplication.ERROR_PAGE);
        });
        xml.element("error-page", () -> {
            xml.leaf("exception-type", ContractApplication.ERROR_TYPE.getName());
            xml.leaf("location", ContractApplication.ERROR_PAGE);
        });
        return xml.end();
    }

    private static void param(XmlText xml, String element, String name, String value) {
        xml.element(element, () -> {
            xml.leaf("param-name", name);
            xml.leaf("param-value", value);
        });
    }

    private static void declaration(XmlText xml, FilterElement filter) {
        xml.element("filter", () -> {
            xml.leaf("filter-name", filter.name);
            xml.leaf("filter-class", filter.className);
            xml.leaf("async-supported", "true");
            filter.initParams.forEach((name, value) -> param(xml, "init-param", name, value));
        });
    }

    private static void mapping(XmlText xml, FilterElement filter) {
        xml.element("filter-mapping", () -> {
            xml.leaf("filter-name", filter.name);
            xml.leaf("url-pattern", filter.pattern);
            DISPATCHERS.forEach(type -> xml.leaf("dispatcher", type));
        });
    }

    private static void servlet(XmlText xml, String pattern, String className) {
        xml.element("servlet", () -> {
            xml.leaf("servlet-name", pattern);
            xml.leaf("servlet-class", className);
            xml.leaf("async-supported", "true");
        });
        xml.element("servlet-mapping", () -> {
            xml.leaf("servlet-name", pattern);
            xml.leaf("url-pattern", pattern);
        });
    }
}
