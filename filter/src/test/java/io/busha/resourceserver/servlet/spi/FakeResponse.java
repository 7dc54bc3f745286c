package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response that stores what was written to it. */
final class FakeResponse {

    private final HttpServletResponse response = Fakes.of(HttpServletResponse.class, this);
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int status = 200;

    HttpServletResponse response() {
        return response;
    }

    int status() {
        return status;
    }

    /** Returns the values of every header, those of one name in the order in which they were added. */
    Map<String, List<String>> headers() {
        return headers;
    }

    String body() {
        return written.toString(StandardCharsets.UTF_8);
    }

    boolean isUntouched() {
        return status == 200 && headers.isEmpty() && written.size() == 0;
    }

    // What HttpServletResponse declares

    void setStatus(int code) {
        status = code;
    }

    void setHeader(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
    }

    void addHeader(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    void setContentLength(int length) {
        setHeader("Content-Length", Integer.toString(length));
    }

    void resetBuffer() {
        written.reset();
    }

    void flushBuffer() {}

    void sendError(int code) {
        status = code;
    }

    void reset() {
        resetBuffer();
        headers.clear();
        status = 200;
    }

    ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new AssertionError("nobody writes without blocking");
            }

            @Override
            public void write(int octet) {
                written.write(octet);
            }
        };
    }
}
