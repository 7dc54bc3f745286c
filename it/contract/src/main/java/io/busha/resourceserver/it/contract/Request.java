package io.busha.resourceserver.it.contract;

import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** One request of a case, and the tokens in it that nothing may repeat. Immutable. */
record Request(String method, String path, String body, List<String> headers, List<String> tokens) {

    static Request get(String path) {
        return of("GET", path);
    }

    static Request of(String method, String path) {
        return new Request(method, path, "", List.of(), List.of());
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

    RawHttp.Response send(URI server) {
        return RawHttp.request(method, server, path, body, headers.toArray(String[]::new));
    }
}
