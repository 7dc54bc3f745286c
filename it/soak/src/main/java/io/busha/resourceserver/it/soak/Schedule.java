package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.it.soak.Redeploy.Moment;
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

    private static final int ROTATIONS = 11;
    private static final int MAX_FLOODS = 2;
    private static final List<Fault> OUTAGES = List.of(Fault.REFUSED, Fault.RESET, Fault.STATUS_500, Fault.HTML);
    private static final List<Fault> BLOCKADES = List.of(Fault.HANG, Fault.STATUS_500);

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
            deck.add(new Outage(fault, random.nextBoolean(), Outage::changeKeys));
        }
        for (int i = 0; i < ROTATIONS; i++) {
            deck.add(new Rotation());
        }
        deck.add(new Quiet());
        addRedeploys(deck);
        BLOCKADES.forEach(fault -> deck.add(new Blockade(fault)));
        Collections.shuffle(deck, random);
        deck.add(0, new Rotation());
        addFloods(deck);
        return deck;
    }

    private void addRedeploys(List<Episode> deck) {
        deck.add(new Redeploy(Moment.ANY, random.nextBoolean()));
        deck.add(new Redeploy(Moment.ANY, random.nextBoolean()));
        deck.add(outage(Fault.HANG, Moment.IN_A_FETCH));
        deck.add(outage(any(OUTAGES), Moment.ANY));
        deck.add(outage(any(OUTAGES), Moment.WITH_OLD_KEYS));
    }

    private Episode outage(Fault fault, Moment moment) {
        return new Outage(fault, random.nextBoolean(), new Redeploy(moment, random.nextBoolean()));
    }

    private Fault any(List<Fault> faults) {
        return faults.get(random.nextInt(faults.size()));
    }

    /** Not in the first half, so that this JVM is warm. */
    private void addFloods(List<Episode> deck) {
        for (int i = 0; i < MAX_FLOODS && floods < length.floodRounds(); i++) {
            int half = deck.size() / 2;
            deck.add(half + random.nextInt(half), new FloodRound(length.floodRound()));
            floods++;
        }
    }
}
