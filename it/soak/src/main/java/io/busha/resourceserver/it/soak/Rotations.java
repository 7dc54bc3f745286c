package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts which new keys were accepted promptly, by the log and the answers. Not thread-safe. */
final class Rotations {

    private static final long PROMPT = Duration.ofMillis(100).toNanos();

    private final Terms terms;
    private final IssuerStory story;
    private final Phases floods;
    private final Map<String, First> waiting = new HashMap<>();
    private int all;
    private int prompt;
    private int flooded;
    private long longestUnderFlood;

    /** The first token of a key: when it was sent, and its answer. */
    private record First(long sent, int status) {}

    Rotations(Terms terms, IssuerStory story, Phases floods) {
        this.terms = terms;
        this.story = story;
        this.floods = floods;
    }

    /** Registers a new key before it is published. */
    void expect(String kid) {
        waiting.put(kid, new First(KeyStory.NEVER, Exchange.NO_ANSWER));
        all++;
    }

    void saw(Exchange exchange) {
        First first = waiting.get(exchange.kid());
        KeyStory key = story.key(exchange.kid());
        if (first == null || key == null || exchange.kind() != Kind.CURRENT) {
            return;
        }
        if (exchange.sent() < first.sent) {
            first = new First(exchange.sent(), exchange.status());
            waiting.put(exchange.kid(), first);
        }
        if (exchange.status() == 200) {
            waiting.remove(exchange.kid());
            count(key, first, exchange);
        }
    }

    private void count(KeyStory key, First first, Exchange admitted) {
        long before = key.published() - terms.coolDown();
        if (first.sent - key.published() > PROMPT || story.faults().wereOn(before, admitted.received())) {
            return;
        }
        if (floods.wereOn(before, admitted.received())) {
            flooded++;
            longestUnderFlood = Math.max(longestUnderFlood, admitted.received() - key.published());
        } else if (first.status == 200) {
            prompt++;
        }
    }

    int all() {
        return all;
    }

    /** Returns how many keys were sent promptly and accepted with the first token, in healthy times and without a flood. */
    int prompt() {
        return prompt;
    }

    /** Returns how many keys were sent promptly and accepted during a flood of unknown kids or right after it. */
    int flooded() {
        return flooded;
    }

    long longestUnderFlood() {
        return longestUnderFlood;
    }
}
