package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one HTTP/1.1 response (RFC 9112) and nothing after it. */
final class ResponseReader {
    private final InputStream in;

    private ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Reads the final response and skips interim ones (1xx), except 101, which ends HTTP on the connection. */
    static RawHttp.Response read(InputStream in, boolean toHead) throws IOException {
        var reader = new ResponseReader(in);
        while (true) {
            String statusLine = reader.line();
            String lines = reader.headerLines();
            int status = status(statusLine);
            if (status >= 200 || status == 101) {
                var headers = headers(lines);
                boolean bare = toHead || status == 101 || status == 204 || status == 304;
                byte[] body = bare ? new byte[0] : reader.body(headers);
                return new RawHttp.Response(status, statusLine + "\r\n" + lines, headers, body);
            }
        }
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
            throw new IOException("not a status line: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private String headerLines() throws IOException {
        var lines = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.append(line).append("\r\n");
        }
        return lines.toString();
    }

    private static Map<String, List<String>> headers(String lines) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        lines.lines().forEach(line -> {
            int colon = Math.max(line.indexOf(':'), 0);
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        });
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Transfer-Encoding")) {
            return chunks();
        }
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        return lengths.isEmpty() ? untilTheEnd() : exactly(Integer.parseInt(lengths.get(0)));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            line();
        }
        headerLines();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private byte[] untilTheEnd() throws IOException {
        var body = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                body.write(next);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            // A body without a length ends with its connection, however that ends.
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the response ends within its head: " + line.toString(ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).replaceFirst("\r$", "");
    }
}
