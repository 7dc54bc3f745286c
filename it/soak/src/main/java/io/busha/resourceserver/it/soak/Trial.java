package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Judges while the soak goes on: reads the issuer's log and each exchange that is old enough for the log to be complete
 * about it, and keeps nothing of it. Thread-safe.
 */
final class Trial {

    private static final long GRACE = Duration.ofMillis(250).toNanos();
    private static final long MAX_EXTRA = Duration.ofSeconds(1).toNanos();
    private static final long DELAY = Duration.ofSeconds(3).toNanos();
    private static final long ROUND = Duration.ofMillis(50).toNanos();

    private final LocalIssuer issuer;
    private final Stalls stalls;
    private final IssuerStory story;
    private final Phases floods = new Phases();
    private final Phases downtimes = new Phases();
    private final Lives lives = new Lives();
    private final Judge judge;
    private final Rotations rotations;
    private final Tally tally = new Tally();
    private final FloodRatios ratios = new FloodRatios();
    private final long begun = System.nanoTime();
    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "soak-trial");
    private volatile boolean closed;

    Trial(LocalIssuer issuer, Terms terms, Stalls stalls) {
        this.issuer = issuer;
        this.stalls = stalls;
        this.story = new IssuerStory(terms);
        this.judge = new Judge(terms, story, floods, downtimes);
        this.rotations = new Rotations(terms, story, floods);
        thread.setDaemon(true);
        thread.start();
    }

    void witness(Exchange exchange) {
        exchanges.add(exchange);
    }

    private void run() {
        boolean last;
        do {
            last = closed;
            if (last) {
                LockSupport.parkNanos(DELAY);
            }
            long until = System.nanoTime() - (last ? 0 : DELAY);
            readLog();
            lives.threads(GuardThreads.alive());
            judge(until);
            LockSupport.parkNanos(ROUND);
        } while (!last);
    }

    private synchronized void readLog() {
        issuer.log().take().forEach(story::tell);
    }

    private synchronized void judge(long until) {
        long grace = grace();
        for (Exchange next = exchanges.peek(); next != null && next.received() <= until; next = exchanges.peek()) {
            exchanges.remove();
            Finding finding = judge.judge(next, grace);
            tally.count(next, finding, judge.isOfKnownKey(next, grace));
            rotations.saw(next);
            if (!finding.isFine()) {
                tally.keep(finding, new WrongCase(next, finding, grace, begun).told(story));
            }
        }
    }

    private long grace() {
        return GRACE + Math.min(2 * stalls.recent(), MAX_EXTRA);
    }

    /** Reports that the application is about to stop. */
    synchronized void goes() {
        readLog();
        long now = System.nanoTime();
        downtimes.begin(now);
        lives.redeployed(story.fetches().isPending(), story.faults().wereOn(now, now));
    }

    /** Reports that the next application is about to start and may trust the saved keys until this time. */
    synchronized void comes(long trustedUntil) {
        readLog();
        story.restarted(System.nanoTime(), trustedUntil);
    }

    /** Reports that the next application has started or failed to. */
    synchronized void isThere(Gap gap) {
        downtimes.end(System.nanoTime());
        long grace = grace();
        judge.judge(gap, grace).forEach(finding -> keep(finding, "grace %d ms, %s".formatted(grace / 1_000_000, gap)));
    }

    synchronized void outlastedKeys() {
        lives.outlastedKeys();
    }

    /** Reports that a registry and a log handler blocked. */
    synchronized void blocked(long from, long to) {
        readLog();
        lives.blocked();
        Finding finding = judge.judgeBlocked(from, to);
        if (!finding.isFine()) {
            keep(finding, (to - from) / 1_000_000 + " ms");
        }
    }

    private void keep(Finding finding, String circumstances) {
        tally.count(finding);
        tally.keep(
                finding, "%s at %.3f: %s".formatted(finding.label(), (System.nanoTime() - begun) / 1e9, circumstances));
    }

    synchronized void expect(KeyTokens key) {
        rotations.expect(key.kid());
    }

    /** Counts a round of floods with the refusal rates of both kinds of token. */
    synchronized void floodsCompared(double junk, double other) {
        ratios.add(junk, other);
    }

    synchronized void floodBegins() {
        floods.begin(System.nanoTime());
    }

    synchronized void floodEnds() {
        floods.end(System.nanoTime());
    }

    /** Reports a failed fetch that the issuer's log does not show because its port was closed. */
    synchronized void missed(Fault fault) {
        story.missed(fault, System.nanoTime());
    }

    /** Returns the story up to the current end of the log. */
    synchronized <T> T ask(Function<IssuerStory, T> question) {
        readLog();
        return question.apply(story);
    }

    synchronized Report report(Length length) {
        return Report.of(
                new Report.Sources(tally, rotations, story, ratios, lives, stalls),
                length,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Returns the first wrong answers in full. */
    synchronized List<String> wrongCases() {
        return tally.cases();
    }

    /** Judges the remaining exchanges. */
    void end() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
