package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One request of a case, and the tokens in it that must not appear in responses. Immutable. */
record Request(String method, String path, String body, List<String> headers, List<String> tokens) {

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:;[^/]*)?(?:/|$)");
    private static final String UPGRADE = "Connection: Upgrade";

    static Request get(String path) {
        return of("GET", path);
    }

    static Request of(String method, String path) {
        return new Request(method, path, "", List.of(), List.of());
    }

    /** Returns the opening handshake of a WebSocket client (RFC 6455 section 4.1). */
    static Request handshake(String path) {
        return get(path)
                .header(UPGRADE)
                .header("Upgrade: websocket")
                .header("Sec-WebSocket-Version: 13")
                .header("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** Returns a copy with another method. */
    Request as(String otherMethod) {
        return new Request(otherMethod, path, body, headers, tokens);
    }

    /** Returns a copy without this header. */
    Request without(String header) {
        return new Request(
                method,
                path,
                body,
                headers.stream().filter(line -> !line.startsWith(header + ":")).toList(),
                tokens);
    }

    Request bearer(String token) {
        return header("Authorization: Bearer " + token).secret(token);
    }

    Request header(String line) {
        return new Request(
                method,
                path,
                body,
                Stream.concat(headers.stream(), Stream.of(line)).toList(),
                tokens);
    }

    Request secret(String token) {
        return new Request(
                method,
                path,
                body,
                headers,
                Stream.concat(tokens.stream(), Stream.of(token)).toList());
    }

    Request body(String text) {
        return new Request(method, path, text, headers, tokens);
    }

    /** Returns whether a segment of the path is {@code .} or {@code ..}, in any encoding. */
    boolean hasDots() {
        return DOTS.matcher(path).find();
    }

    RawHttp.Response send(URI server) {
        if (headers.contains(UPGRADE)) {
            String lines = String.join("\r\n", headers);
            return RawHttp.send(
                    server,
                    method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + lines + "\r\n\r\n");
        }
        return RawHttp.request(method, server, path, body, headers.toArray(String[]::new));
    }
}
