package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What happens when: decks of episodes, shuffled, one deck after the other until the time is up. The first deck is always
 * played to its end, unless that takes half as long again.
 */
final class Schedule {

    private static final int ROTATIONS = 13;
    private static final int MOST_FLOODS = 2;

    private final Length length;
    private final Random random;
    private int floods;

    Schedule(Length length, Random random) {
        this.length = length;
        this.random = random;
    }

    void play(Stage stage) throws InterruptedException {
        long begun = System.nanoTime();
        boolean first = true;
        while (first || lasted(begun).compareTo(length.time()) < 0) {
            Duration limit = first ? length.time().multipliedBy(3).dividedBy(2) : length.time();
            for (Episode episode : deck()) {
                if (lasted(begun).compareTo(limit) < 0) {
                    episode.play(stage);
                }
            }
            first = false;
        }
    }

    private static Duration lasted(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private List<Episode> deck() {
        List<Episode> deck = new ArrayList<>();
        for (Fault fault : Report.FAULTS) {
            deck.add(new Outage(fault, random.nextBoolean()));
        }
        for (int i = 0; i < ROTATIONS; i++) {
            deck.add(new Rotation());
        }
        deck.add(new Quiet());
        Collections.shuffle(deck, random);
        deck.add(0, new Rotation());
        addFloods(deck);
        return deck;
    }

    /** Not in the first half: this JVM should be warm. */
    private void addFloods(List<Episode> deck) {
        for (int i = 0; i < MOST_FLOODS && floods < length.floodRounds(); i++) {
            int half = deck.size() / 2;
            deck.add(half + random.nextInt(half), new FloodRound(length.floodRound()));
            floods++;
        }
    }
}
