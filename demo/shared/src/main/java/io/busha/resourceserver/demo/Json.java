package io.busha.resourceserver.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** JSON objects of requests and answers. */
public final class Json {

    /** The longest body, in bytes. */
    public static final int LONGEST_BODY = 64 * 1024;

    private Json() {}

    /** Returns the object in a request's body; empty if it is not a JSON object or longer than 64 KiB. */
    public static Optional<Map<String, Object>> read(InputStream request) throws IOException {
        byte[] body = request.readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonUtil.parseJson(new String(body, StandardCharsets.UTF_8)));
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    /** Returns this object as JSON text. */
    public static String text(Map<String, ?> object) {
        return JsonUtil.toJson(object);
    }
}
