package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One HTTP response: status, body and header lines. */
final class Answer {
    private static final String JSON = "Content-Type: application/json; charset=utf-8";
    private static final String UNCACHED = "Cache-Control: private, no-cache, no-store";

    private final int status;
    private final byte[] body;
    private final List<String> headerLines;

    private Answer(int status, byte[] body, List<String> headerLines) {
        this.status = status;
        this.body = body;
        this.headerLines = headerLines;
    }

    static Answer json(String text) {
        return new Answer(200, text.getBytes(UTF_8), List.of(JSON, UNCACHED));
    }

    static Answer html() {
        String page = "<!DOCTYPE html><html><body><h1>Down for maintenance</h1></body></html>";
        return new Answer(200, page.getBytes(UTF_8), List.of("Content-Type: text/html; charset=utf-8"));
    }

    static Answer error(int status, String... headerLines) {
        String text = "{\"error\":\"fault\",\"status_code\":" + status + "}";
        List<String> lines = new ArrayList<>(List.of(JSON));
        lines.addAll(List.of(headerLines));
        return new Answer(status, text.getBytes(UTF_8), lines);
    }

    byte[] body() {
        return body;
    }

    Answer firstHalf() {
        return new Answer(status, Arrays.copyOf(body, body.length / 2), headerLines);
    }

    byte[] head(boolean withLength, boolean keepAlive) {
        var head = new StringBuilder("HTTP/1.1 " + status + (status == 200 ? " OK" : " Fault") + "\r\n");
        headerLines.forEach(line -> head.append(line).append("\r\n"));
        if (withLength) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (!keepAlive) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
