package io.busha.resourceserver.token;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decodes strict UTF-8 directly into the caller's buffer, and throws {@link CharacterCodingException} for malformed bytes. */
final class Utf8Reader extends Reader {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes;

    Utf8Reader(byte[] utf8) {
        this.bytes = ByteBuffer.wrap(utf8);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws CharacterCodingException {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        CharBuffer target = CharBuffer.wrap(buffer, offset, length);
        CoderResult result = decoder.decode(bytes, target, true);
        if (result.isError()) {
            throw new CharacterCodingException();
        }
        return target.position() - offset;
    }

    @Override
    public void close() {}
}
