package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A request for handler mappings to inspect. The attributes they set stay here, and only query parameters are visible, so nothing of the
 * body is read.
 */
final class LookupRequest extends HttpServletRequestWrapper {

    private final Map<String, @Nullable Object> attributes = new HashMap<>();

    LookupRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.put(name, null);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        Set<String> names = new LinkedHashSet<>(Collections.list(super.getAttributeNames()));
        names.addAll(attributes.keySet());
        names.removeIf(name -> getAttribute(name) == null);
        return Collections.enumeration(names);
    }

    /** Returns the query parameters, not decoded, without form parameters. */
    private MultiValueMap<String, String> parameters() {
        return UriComponentsBuilder.newInstance()
                .query(getQueryString())
                .build()
                .getQueryParams();
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parameters().getFirst(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> all = new LinkedHashMap<>();
        parameters().forEach((name, values) -> all.put(name, values.toArray(new String[0])));
        return all;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public ServletInputStream getInputStream() {
        throw unread();
    }

    @Override
    public BufferedReader getReader() {
        throw unread();
    }

    @Override
    public Collection<Part> getParts() {
        throw unread();
    }

    @Override
    public Part getPart(String name) {
        throw unread();
    }

    private static IllegalStateException unread() {
        return new IllegalStateException("the body cannot be read while a handler is chosen");
    }
}
