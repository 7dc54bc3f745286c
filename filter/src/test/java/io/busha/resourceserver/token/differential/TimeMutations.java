package io.busha.resourceserver.token.differential;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Times on both sides of every limit, in every notation of a number. */
final class TimeMutations {

    static final List<Mutation> ALL = List.of(
            (draft, dice) -> draft.claims().set("exp", date(-Scenario.SKEW.toSeconds(), dice)),
            (draft, dice) -> draft.claims().set("nbf", date(Scenario.SKEW.toSeconds(), dice)),
            (draft, dice) -> draft.claims().set("iat", date(0, dice)),
            (draft, dice) -> draft.claims().set("exp", date(3600, dice)),
            (draft, dice) -> draft.claims().set("nbf", date(-3600, dice)),
            (draft, dice) -> draft.claims().set(dice.pick("exp", "nbf", "iat"), odd(dice)),
            (draft, dice) -> draft.claims().remove(dice.pick("exp", "nbf", "iat")));

    private TimeMutations() {}

    private static String date(long fromNow, Dice dice) {
        BigDecimal edge = BigDecimal.valueOf(Scenario.NOW.getEpochSecond() + fromNow);
        return written(edge.add(new BigDecimal(beside(dice))), dice);
    }

    private static String beside(Dice dice) {
        return dice.pick(
                "0", "0", "1", "-1", "0.5", "-0.5", "0.001", "-0.001", "0.000000001", "-0.000000001", "60", "-60");
    }

    private static String written(BigDecimal value, Dice dice) {
        BigDecimal stripped = value.stripTrailingZeros();
        return switch (dice.below(7)) {
            case 0 -> value.setScale(Math.max(1, value.scale())).toPlainString();
            case 1 -> stripped.unscaledValue() + "e" + -stripped.scale();
            case 2 -> stripped.movePointLeft(9).toPlainString() + "E+9";
            case 3 -> dice.oneIn(4) ? "\"" + value.toPlainString() + "\"" : value.toPlainString();
            case 4 -> value.setScale(0, RoundingMode.HALF_UP).toPlainString() + "000e-3";
            default -> value.toPlainString();
        };
    }

    private static String odd(Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> Values.any(dice);
            case 1 -> Values.number(dice);
            default ->
                dice.pick(
                        "4102444800",
                        "253402300800",
                        "31556889864403199",
                        "31556889864403200",
                        "9223372036854775",
                        "9223372036854776",
                        "1e17",
                        "1e19",
                        "1.7976931348623157e308",
                        "-62135596800",
                        "-1e30",
                        "NaN",
                        "Infinity",
                        "1795262400L");
        };
    }
}
