package io.busha.resourceserver.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read in one pass and so that no two readers could understand it differently (RFC 8259, RFC 7493): strict
 * UTF-8 without a BOM, no member twice, no unpaired surrogate, bounded nesting, nothing behind it. Bytes are given to the parser
 * only where they are ASCII without NUL: of others it guesses the encoding, and takes what is not UTF-8.
 */
final class StrictJson {

    private static final int MAX_NESTING = 64;

    /** Names are not kept from one text to the next: anybody may have written it. */
    private static final JsonFactory OF_ANYBODY =
            factory().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    /** Names are kept: an issuer writes the same few into every token. What collides is merely not kept. */
    private static final JsonFactory OF_ISSUER = factory()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final JsonParser parser;
    private final boolean escapes;
    private final Reason otherwise;

    private StrictJson(JsonParser parser, boolean escapes, Reason otherwise) {
        this.parser = parser;
        this.escapes = escapes;
        this.otherwise = otherwise;
    }

    /** What takes the members of an object. */
    interface Members {
        /** Whether there was no member of that name yet. */
        boolean add(String name, @Nullable Object value);
    }

    /** Buffers are not kept by thread: threads are the container's, and would hold an application's class loader for ever. */
    private static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool());
    }

    /** An object that anybody may have written. */
    static Map<String, @Nullable Object> ofAnybody(byte[] utf8, Reason otherwise) {
        Map<String, @Nullable Object> members = new HashMap<>();
        read(OF_ANYBODY, utf8, otherwise, (name, value) -> add(members, name, value));
        return members;
    }

    /** An object that the issuer signed. */
    static void ofIssuer(byte[] utf8, Reason otherwise, Members members) {
        read(OF_ISSUER, utf8, otherwise, members);
    }

    private static void read(JsonFactory factory, byte[] utf8, Reason otherwise, Members members) {
        boolean ascii = true;
        boolean escapes = false;
        for (byte b : utf8) {
            ascii &= b > 0;
            escapes |= b == '\\';
        }
        try (JsonParser parser = ascii ? factory.createParser(utf8) : factory.createParser(new Utf8Reader(utf8))) {
            new StrictJson(parser, escapes, otherwise).whole(members);
        } catch (IOException | NumberFormatException e) {
            throw new Rejected(otherwise);
        }
    }

    private void whole(Members members) throws IOException {
        Rejected.when(parser.nextToken() != JsonToken.START_OBJECT, otherwise);
        object(members);
        Rejected.when(parser.nextToken() != null, otherwise);
    }

    private void object(Members members) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Rejected.when(!members.add(paired(name), value(parser.nextToken())), otherwise);
        }
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> members = new HashMap<>();
        object((name, value) -> add(members, name, value));
        return Collections.unmodifiableMap(members);
    }

    /** A member that is there already, whatever its value, makes the object no larger. */
    static <K> boolean add(Map<K, @Nullable Object> members, K name, @Nullable Object value) {
        int before = members.size();
        members.put(name, value);
        return members.size() > before;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(value(next));
        }
        return Collections.unmodifiableList(array);
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> paired(parser.getText());
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

    /** Where the text is valid UTF-8, only an escape can write half a pair. */
    private String paired(String text) {
        Rejected.when(escapes && !StandardCharsets.UTF_8.newEncoder().canEncode(text), otherwise);
        return text;
    }
}
