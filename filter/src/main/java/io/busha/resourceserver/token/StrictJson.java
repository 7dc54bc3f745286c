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
 * Reads one JSON object in a single pass, and so strictly that no two parsers could understand it differently (RFC 8259, RFC 7493): strict
 * UTF-8 without a BOM, no duplicate member, no unpaired surrogate, limited nesting, nothing after the object. The parser receives bytes
 * only if they are ASCII without NUL: for others it would guess the encoding, and accept what is not UTF-8.
 */
final class StrictJson {

    private static final int MAX_NESTING = 64;
    private static final int FEW = 4;

    /** For text that anybody may have written: member names are not cached from one text to the next. */
    private static final JsonFactory OF_ANYBODY =
            factory().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    /**
     * For text of the issuer: member names are cached, since it writes the same few into every token. Names that collide are just not
     * cached.
     */
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

    /** Receives the members of an object. */
    interface Members {
        /** Adds a member, and returns whether there was none of that name yet. */
        boolean add(String name, @Nullable Object value);
    }

    /**
     * Returns a builder whose buffers are not kept per thread: the threads are the container's, and would hold an application's class
     * loader for ever.
     */
    private static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool());
    }

    /**
     * Reads an object that anybody may have written.
     *
     * @param otherwise why the token is rejected if this is not one strict JSON object
     */
    static Map<String, @Nullable Object> ofAnybody(byte[] utf8, Reason otherwise) {
        Map<String, @Nullable Object> members = new HashMap<>();
        read(OF_ANYBODY, utf8, otherwise, (name, value) -> add(members, name, value));
        return members;
    }

    /**
     * Reads an object that the issuer signed.
     *
     * @param otherwise why the token is rejected if this is not one strict JSON object
     */
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
            throw new InvalidTokenException(otherwise);
        }
    }

    private void whole(Members members) throws IOException {
        InvalidTokenException.when(parser.nextToken() != JsonToken.START_OBJECT, otherwise);
        object(members);
        InvalidTokenException.when(parser.nextToken() != null, otherwise);
    }

    private void object(Members members) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            InvalidTokenException.when(!members.add(paired(name), value(parser.nextToken())), otherwise);
        }
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> members = new HashMap<>();
        object((name, value) -> add(members, name, value));
        return members.isEmpty() ? Map.of() : Collections.unmodifiableMap(members);
    }

    /** Adds a member, and returns whether its name is new: a duplicate, whatever its value, does not make the object larger. */
    static <K> boolean add(Map<K, @Nullable Object> members, K name, @Nullable Object value) {
        int before = members.size();
        members.put(name, value);
        return members.size() > before;
    }

    private List<@Nullable Object> array() throws IOException {
        JsonToken next = parser.nextToken();
        if (next == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<@Nullable Object> array = new ArrayList<>(FEW);
        for (; next != JsonToken.END_ARRAY; next = parser.nextToken()) {
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

    /** Returns the text if it has no unpaired surrogate. In valid UTF-8, only an escape can write one. */
    private String paired(String text) {
        InvalidTokenException.when(
                escapes && !StandardCharsets.UTF_8.newEncoder().canEncode(text), otherwise);
        return text;
    }
}
