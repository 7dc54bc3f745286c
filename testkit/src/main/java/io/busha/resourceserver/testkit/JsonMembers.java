package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object in order, each as JSON text; or bytes that replace the whole object. */
final class JsonMembers {
    private final Map<String, String> members = new LinkedHashMap<>();
    private byte @Nullable [] raw;

    void put(String name, @Nullable Object value) {
        String single = JsonUtil.toJson(Collections.singletonMap("", value));
        putJson(name, single.substring("{\"\":".length(), single.length() - 1));
    }

    void putJson(String name, String json) {
        members.put(name, json);
    }

    void putIfHeld(String name, Object value) {
        if (members.containsKey(name)) {
            put(name, value);
        }
    }

    void remove(String name) {
        members.remove(name);
    }

    void replaceBy(byte[] bytes) {
        raw = bytes.clone();
    }

    byte[] bytes() {
        return raw == null ? json().getBytes(UTF_8) : raw.clone();
    }

    String json() {
        return raw == null ? written() : new String(raw, UTF_8);
    }

    private String written() {
        var text = new StringBuilder("{");
        members.forEach((name, json) -> text.append(text.length() == 1 ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(json));
        return text.append('}').toString();
    }

    private static String quoted(String name) {
        String single = JsonUtil.toJson(Collections.singletonMap(name, 0));
        return single.substring(1, single.length() - ":0}".length());
    }
}
