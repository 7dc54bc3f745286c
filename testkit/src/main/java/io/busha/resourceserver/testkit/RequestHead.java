package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request line of a request, and whether the connection may carry another request. */
record RequestHead(String method, String path, boolean keepAlive) {
    private static final int LONGEST = 64 * 1024;

    /** Reads up to the blank line; returns null if the client has disconnected or does not send HTTP. */
    static @Nullable RequestHead read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        while (last != ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n')) {
            int next = in.read();
            if (next < 0 || head.size() == LONGEST) {
                return null;
            }
            head.write(next);
            last = last << 8 | next;
        }
        return parse(head.toString(ISO_8859_1));
    }

    private static @Nullable RequestHead parse(String head) {
        String[] words = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
        if (words.length != 3) {
            return null;
        }
        String lower = head.toLowerCase(Locale.ROOT);
        boolean last = lower.contains("\r\nconnection: close\r\n")
                || lower.contains("\r\ncontent-length:")
                || lower.contains("\r\ntransfer-encoding:");
        return new RequestHead(words[0], words[1].replaceFirst("\\?.*", ""), !last);
    }
}
