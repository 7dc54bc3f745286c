package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts findings and keeps the first wrong cases in full. Not thread-safe. */
final class Tally {

    private static final int MAX_CASES = 20;
    private static final int MAX_OF_A_SORT = 8;

    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private final Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    private final List<String> cases = new ArrayList<>();
    private long longestOfKnown;
    private long longestOfOthers;

    void count(Exchange exchange, Finding finding, boolean known) {
        kinds.merge(exchange.kind(), 1, Integer::sum);
        count(finding);
        if (known) {
            longestOfKnown = Math.max(longestOfKnown, exchange.took());
        } else {
            longestOfOthers = Math.max(longestOfOthers, exchange.took());
        }
    }

    /** Counts a finding that is not about a request. */
    void count(Finding finding) {
        findings.merge(finding, 1, Integer::sum);
    }

    /** Must be called after counting: cases of one kind must leave room for others. */
    void keep(Finding finding, String wrongCase) {
        if (cases.size() < MAX_CASES && of(finding) <= MAX_OF_A_SORT) {
            cases.add(wrongCase);
        }
    }

    int of(Kind kind) {
        return kinds.getOrDefault(kind, 0);
    }

    int of(Finding finding) {
        return findings.getOrDefault(finding, 0);
    }

    int all() {
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }

    int wrong() {
        return findings.entrySet().stream()
                .filter(entry -> !entry.getKey().isFine())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    List<String> cases() {
        return List.copyOf(cases);
    }

    long longestOfKnown() {
        return longestOfKnown;
    }

    long longestOfOthers() {
        return longestOfOthers;
    }
}
