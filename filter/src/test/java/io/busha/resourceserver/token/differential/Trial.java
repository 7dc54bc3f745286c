package io.busha.resourceserver.token.differential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One token with the results of all three verifiers, and the rule that it breaks. */
record Trial(String token, Optional<Rule<?>> rule, Verdict ours, Verdict jose4j, Verdict nimbus) {

    private static final int MAX_SHOWN = 2_000;

    static Trial of(String token, Contender ours, Contender jose4j, Contender nimbus) {
        return new Trial(
                token, Rulebook.firstBroken(token), ours.judge(token), jose4j.judge(token), nimbus.judge(token));
    }

    static boolean accepts(Verdict verdict) {
        return verdict instanceof Verdict.Accepted;
    }

    /** Returns whether our result and its reason agree with the rulebook. */
    boolean keepsToTheRules() {
        return ours instanceof Verdict.Refused refused
                ? rule.map(broken -> broken.reason().name()).equals(Optional.of(refused.why()))
                : accepts(ours) && rule.isEmpty();
    }

    /** Returns whether a rival accepts what we refuse. */
    boolean isContested() {
        return !accepts(ours) && (accepts(jose4j) || accepts(nimbus));
    }

    /** Returns whether this rival agrees with our acceptance, apart from allowed differences. */
    boolean stands(Verdict rival) {
        return !accepts(ours) || agrees(rival) || allowed(rival).isPresent();
    }

    /** Returns the allowed difference if we correctly accept a token that this rival does not. */
    Optional<AllowedDifference> allowed(Verdict rival) {
        if (!accepts(ours) || agrees(rival) || rule.isPresent()) {
            return Optional.empty();
        }
        return rival instanceof Verdict.Refused refused
                ? AllowedDifference.inRefusal(token, refused.why())
                : AllowedDifference.inReading(token, readDifferently(rival));
    }

    private boolean agrees(Verdict rival) {
        return accepts(rival) && readDifferently(rival).isEmpty();
    }

    private List<String> readDifferently(Verdict rival) {
        return ours instanceof Verdict.Accepted mine && rival instanceof Verdict.Accepted theirs
                ? mine.facts().differencesTo(theirs.facts())
                : List.of();
    }

    /** Returns everything known about a failed trial. */
    @Override
    public String toString() {
        String parts = Stream.of(token.split("\\.", -1))
                .limit(2)
                .map(Trial::readable)
                .toList()
                .toString();
        return "%n%s%n  %s%n  rule: %s%n  ours: %s%n  jose4j: %s%n  Nimbus: %s"
                .formatted(
                        shortened(token),
                        shortened(parts),
                        rule.map(Rule::title),
                        told(ours),
                        told(jose4j),
                        told(nimbus));
    }

    /** Omits the claims, which may be nested too deeply to be written. */
    private String told(Verdict verdict) {
        return accepts(verdict) ? "accepts, and reads differently: " + readDifferently(verdict) : verdict.toString();
    }

    private static String shortened(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    private static String readable(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
