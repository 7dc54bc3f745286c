package io.busha.resourceserver.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read so that no two readers could understand it differently (RFC 8259, RFC 7493): strict UTF-8 without a
 * BOM, no member twice, no unpaired surrogate, bounded nesting, nothing behind it.
 */
final class StrictJson {

    private static final int MOST_NESTING = 64;
    private static final char BOM = '\uFEFF';

    /**
     * Names are not kept from one token to the next: they are the sender's. Nor are buffers kept by thread: the threads are
     * the container's, and would hold the class loader of an application that is long gone.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private StrictJson() {}

    static Map<String, @Nullable Object> object(byte[] utf8, Reason otherwise) {
        try {
            String text = decode(utf8);
            Rejected.when(text.charAt(0) == BOM, otherwise);
            try (JsonParser parser = FACTORY.createParser(text)) {
                Rejected.when(parser.nextToken() != JsonToken.START_OBJECT, otherwise);
                Map<String, @Nullable Object> object = object(parser, otherwise);
                Rejected.when(parser.nextToken() != null, otherwise);
                return object;
            }
        } catch (IOException | NumberFormatException e) {
            throw new Rejected(otherwise);
        }
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, Reason otherwise) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = paired(parser.currentName(), otherwise);
            Rejected.when(object.containsKey(name), otherwise);
            object.put(name, value(parser, parser.nextToken(), otherwise));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> array(JsonParser parser, Reason otherwise) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(value(parser, next, otherwise));
        }
        return Collections.unmodifiableList(array);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, Reason otherwise) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser, otherwise);
            case START_ARRAY -> array(parser, otherwise);
            case VALUE_STRING -> paired(parser.getText(), otherwise);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : Long.valueOf(parser.getLongValue());
        };
    }

    private static String paired(String text, Reason otherwise) {
        Rejected.when(!StandardCharsets.UTF_8.newEncoder().canEncode(text), otherwise);
        return text;
    }
}
