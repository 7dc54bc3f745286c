package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {

    private static final String TEXT = "a\u00e4\u20ac\ud83d\ude00".repeat(50);

    private static String read(byte[] utf8, int atOnce) throws IOException {
        StringWriter text = new StringWriter();
        char[] buffer = new char[atOnce + 3];
        try (Utf8Reader reader = new Utf8Reader(utf8)) {
            for (int read = reader.read(buffer, 3, atOnce); read >= 0; read = reader.read(buffer, 3, atOnce)) {
                text.write(buffer, 3, read);
            }
        }
        return text.toString();
    }

    @Test
    void readsEqualTextInPiecesOfAnySize() throws IOException {
        for (int size = 2; size < 300; size++) {
            assertThat(read(TEXT.getBytes(StandardCharsets.UTF_8), size)).isEqualTo(TEXT);
        }
    }

    @Test
    void refusesInvalidUtf8() {
        byte[][] malformed = {
            {(byte) 0x80},
            {'a', (byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {'a', (byte) 0xE2, (byte) 0x82}
        };
        for (byte[] bytes : malformed) {
            assertThatThrownBy(() -> read(bytes, 10)).isInstanceOf(CharacterCodingException.class);
        }
    }
}
