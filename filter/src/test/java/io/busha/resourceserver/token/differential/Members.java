package io.busha.resourceserver.token.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The members of a JSON object as texts: any of them may be wrong or repeated. */
final class Members {

    private record Member(String literal, String json) {}

    private final List<Member> members = new ArrayList<>();
    private final List<UnaryOperator<byte[]>> edits = new ArrayList<>();
    private String separator = ",";

    /** Sets every member of this name, or adds one. */
    Members set(String name, String json) {
        String literal = Literal.of(name);
        if (members.stream().noneMatch(member -> member.literal().equals(literal))) {
            members.add(new Member(literal, json));
        }
        members.replaceAll(member -> member.literal().equals(literal) ? new Member(literal, json) : member);
        return this;
    }

    /** Inserts a member at a position, even if one of this name exists. */
    Members add(int place, String literal, String json) {
        members.add(place, new Member(literal, json));
        return this;
    }

    Members remove(String name) {
        members.removeIf(member -> member.literal().equals(Literal.of(name)));
        return this;
    }

    Members rename(int place, String literal) {
        members.set(place, new Member(literal, members.get(place).json()));
        return this;
    }

    String literal(int place) {
        return members.get(place).literal();
    }

    String json(int place) {
        return members.get(place).json();
    }

    int size() {
        return members.size();
    }

    Members shuffle(int seed) {
        Collections.shuffle(members, new Random(seed));
        return this;
    }

    Members separateBy(String text) {
        separator = text;
        return this;
    }

    /** Changes the finished text. */
    Members edit(UnaryOperator<byte[]> change) {
        edits.add(change);
        return this;
    }

    byte[] bytes() {
        List<String> texts = members.stream()
                .map(member -> member.literal() + ":" + member.json())
                .toList();
        byte[] bytes = ("{" + String.join(separator, texts) + "}").getBytes(UTF_8);
        for (UnaryOperator<byte[]> edit : edits) {
            bytes = edit.apply(bytes);
        }
        return bytes;
    }
}
