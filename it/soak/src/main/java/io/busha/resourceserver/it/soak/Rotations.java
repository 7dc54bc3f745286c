package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Which new keys got in at once, as the log and the answers tell. Not thread-safe. */
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

    /** A new key, before it is published. */
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

    /** In healthy times and without a flood: sent at once, and let in with the first token. */
    int prompt() {
        return prompt;
    }

    /** Under a kid flood or right after it: sent at once, and let in. */
    int flooded() {
        return flooded;
    }

    long longestUnderFlood() {
        return longestUnderFlood;
    }
}
