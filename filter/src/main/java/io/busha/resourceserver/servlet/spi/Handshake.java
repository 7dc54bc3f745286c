package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises the opening handshake of a WebSocket (RFC 6455 section 4.1), and requests that a container could take for one. */
final class Handshake {

    private static final String UPGRADE = "Upgrade";
    private static final String WEBSOCKET = "websocket";
    private static final String KEY = "Sec-WebSocket-Key";

    // 16 bytes in base64 (RFC 6455 section 4.2.1)
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/]{22}==");

    // Parameters, empty and dot segments, an encoded slash or backslash
    private static final Pattern ODD = Pattern.compile("[;\\\\]|//|/\\.|%2e|%2f|%5c", Pattern.CASE_INSENSITIVE);

    private Handshake() {}

    /** Returns whether some container could answer this request with 101, however malformed it is. RFC 8441 uses CONNECT in HTTP/2. */
    static boolean isPossible(HttpServletRequest request) {
        return !headers(request, KEY).isEmpty()
                || request.getMethod().equals("CONNECT")
                || headers(request, UPGRADE).stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(WEBSOCKET));
    }

    /** Returns whether containers may read the path of this request in different ways. */
    static boolean isOdd(HttpServletRequest request) {
        return ODD.matcher(request.getRequestURI()).find();
    }

    /** Returns whether every container takes this request for a handshake, so that it never reaches a servlet. */
    static boolean isProper(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getProtocol().equals("HTTP/1.1")
                && !isOdd(request)
                && isOnly(headers(request, UPGRADE), WEBSOCKET)
                && isOnly(headers(request, "Sec-WebSocket-Version"), "13")
                && String.join(",", headers(request, "Connection"))
                        .toLowerCase(Locale.ROOT)
                        .matches("(.*,)?\\s*upgrade\\s*(,.*)?")
                && NONCE.matcher(String.join(",", headers(request, KEY))).matches();
    }

    private static boolean isOnly(List<String> values, String expected) {
        return values.size() == 1 && values.get(0).equalsIgnoreCase(expected);
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values); // a container may deny access to headers
    }
}
