package io.busha.resourceserver.demo.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** JSON objects in and out of a servlet. */
final class Json {

    private static final int LONGEST_BODY = 64 * 1024;

    private Json() {}

    /** The request's body; empty where it is no JSON object or longer than 64 KiB. */
    static Optional<Map<String, Object>> read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonUtil.parseJson(new String(body, StandardCharsets.UTF_8)));
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    static void write(Map<String, ?> object, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(JsonUtil.toJson(object));
    }
}
