package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.testkit.TokenMint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a container hands it to a filter. */
final class FakeRequest {

    private final HttpServletRequest request = Fakes.of(HttpServletRequest.class, this);
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private DispatcherType dispatcherType = DispatcherType.REQUEST;
    private String method;
    private String protocol = "HTTP/1.1";
    private String servletPath;
    private @Nullable String pathInfo;
    private String requestUri;
    private @Nullable HttpServletMapping mapping;
    private boolean deniesAccessToHeaders;
    private boolean isAsyncStarted;
    private ServletContext context = new FakeApplication().context();

    private FakeRequest(String method, String path) {
        this.method = method;
        this.servletPath = path;
        this.requestUri = path;
    }

    /** Returns a request that a client sent to this path. */
    static FakeRequest get(String path) {
        return new FakeRequest("GET", path);
    }

    /** Returns a WebSocket handshake as a client sends it. */
    static FakeRequest handshake(String path) {
        return get(path)
                .header("Connection", "keep-alive, Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    FakeRequest method(String name) {
        method = name;
        return this;
    }

    /** Sets the servlet that the container dispatches to. */
    FakeRequest to(@Nullable String servlet) {
        mapping = Fakes.of(HttpServletMapping.class, new Mapping(servlet, MappingMatch.PATH));
        return this;
    }

    /** Sets a servlet that is mapped to exactly this path. */
    FakeRequest toExactly(String servlet) {
        mapping = Fakes.of(HttpServletMapping.class, new Mapping(servlet, MappingMatch.EXACT));
        return this;
    }

    /** Sets a servlet that is mapped to the context root. */
    FakeRequest toRoot(String servlet) {
        mapping = Fakes.of(HttpServletMapping.class, new Mapping(servlet, MappingMatch.CONTEXT_ROOT));
        return this;
    }

    private record Mapping(@Nullable String getServletName, MappingMatch getMappingMatch) {}

    /** Sets servlet path and path info of the current dispatch. */
    FakeRequest at(String path, @Nullable String info) {
        servletPath = path;
        pathInfo = info;
        return this;
    }

    FakeRequest sentAs(String uri) {
        requestUri = uri;
        return this;
    }

    FakeRequest dispatched(DispatcherType type) {
        dispatcherType = type;
        return this;
    }

    FakeRequest answeredLater() {
        isAsyncStarted = true;
        return this;
    }

    FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    FakeRequest without(String name) {
        headers.remove(name.toLowerCase(Locale.ROOT));
        return this;
    }

    FakeRequest protocol(String name) {
        protocol = name;
        return this;
    }

    FakeRequest bearer(TokenMint token) {
        return header("Authorization", "Bearer " + token.sign());
    }

    FakeRequest withoutHeaders() {
        headers.clear();
        return this;
    }

    FakeRequest withoutAccessToHeaders() {
        deniesAccessToHeaders = true;
        return this;
    }

    FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    FakeRequest in(FakeApplication application) {
        context = application.context();
        return this;
    }

    HttpServletRequest request() {
        return request;
    }

    // What HttpServletRequest declares

    DispatcherType getDispatcherType() {
        return dispatcherType;
    }

    boolean isAsyncStarted() {
        return isAsyncStarted;
    }

    String getMethod() {
        return method;
    }

    ServletContext getServletContext() {
        return context;
    }

    String getProtocol() {
        return protocol;
    }

    String getServletPath() {
        return servletPath;
    }

    @Nullable String getPathInfo() {
        return pathInfo;
    }

    String getRequestURI() {
        return requestUri;
    }

    @Nullable HttpServletMapping getHttpServletMapping() {
        return mapping;
    }

    @Nullable String getHeader(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    @Nullable Enumeration<String> getHeaders(String name) {
        return deniesAccessToHeaders
                ? null
                : Collections.enumeration(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    void removeAttribute(String name) {
        attributes.remove(name);
    }
}
