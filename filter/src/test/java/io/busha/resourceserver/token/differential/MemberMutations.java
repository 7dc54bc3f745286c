package io.busha.resourceserver.token.differential;

import java.util.List;
import java.util.Locale;

/** Changes to any member of header and claims. */
final class MemberMutations {

    static final List<Mutation> ALL = List.of(
            (draft, dice) -> remove(part(draft, dice), dice),
            (draft, dice) -> rename(part(draft, dice), dice),
            (draft, dice) -> duplicate(part(draft, dice), dice),
            (draft, dice) -> retype(part(draft, dice), dice),
            (draft, dice) -> addUnknown(part(draft, dice), dice),
            (draft, dice) -> addUnknown(draft.claims(), dice),
            (draft, dice) -> addUnknown(draft.claims(), dice),
            (draft, dice) -> part(draft, dice).shuffle(dice.below(1000)),
            (draft, dice) -> part(draft, dice).separateBy(dice.pick(" , ", ",\n\t", "\r\n,", ",  ")));

    private static final List<String> NAMES = List.of(
            "Aud",
            "EXP",
            "exp ",
            "ext_claims",
            "",
            "__proto__",
            "a\u0000b",
            "\u00e9",
            "\ud83d\ude00",
            "amr",
            "sid",
            "auth_time",
            "tier",
            "x".repeat(500));

    private MemberMutations() {}

    private static Members part(Draft draft, Dice dice) {
        return dice.oneIn(4) ? draft.header() : draft.claims();
    }

    private static void remove(Members members, Dice dice) {
        if (members.size() > 0) {
            String literal = members.literal(dice.below(members.size()));
            members.remove(literal.substring(1, literal.length() - 1));
        }
    }

    private static void rename(Members members, Dice dice) {
        if (members.size() > 0) {
            int place = dice.below(members.size());
            String name =
                    members.literal(place).substring(1, members.literal(place).length() - 1);
            members.rename(place, dice.oneIn(2) ? Literal.escaped(name) : other(name, dice));
        }
    }

    private static String other(String name, Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> Literal.of(name.toUpperCase(Locale.ROOT));
            case 1 -> Literal.of(name + " ");
            case 2 -> Literal.of(name + "\u0000");
            default -> Literal.of("_" + name);
        };
    }

    /** Repeats a member: first or last, with an equal or a different value, spelled plainly or with escapes. */
    private static void duplicate(Members members, Dice dice) {
        if (members.size() > 0) {
            int place = dice.below(members.size());
            String literal = members.literal(place);
            String name = literal.substring(1, literal.length() - 1);
            String json = dice.oneIn(2) ? members.json(place) : Values.any(dice);
            members.add(dice.below(members.size() + 1), dice.oneIn(2) ? literal : Literal.escaped(name), json);
        }
    }

    private static void retype(Members members, Dice dice) {
        if (members.size() > 0) {
            String literal = members.literal(dice.below(members.size()));
            members.set(literal.substring(1, literal.length() - 1), Values.any(dice));
        }
    }

    private static void addUnknown(Members members, Dice dice) {
        members.add(dice.below(members.size() + 1), Literal.of(dice.pick(NAMES)), Values.any(dice));
    }
}
