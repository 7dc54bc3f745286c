package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.token.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A named rule for which a token is refused. */
record Rule<T>(Reason reason, String name, Predicate<T> broken) {

    static <T> Optional<Rule<T>> firstBroken(List<Rule<T>> rules, T subject) {
        return rules.stream().filter(rule -> rule.broken().test(subject)).findFirst();
    }

    /** Returns the name in the table: {@code wrong-type: typ}. */
    String title() {
        return reason.code() + ": " + name;
    }
}
