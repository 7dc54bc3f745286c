package io.busha.resourceserver.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Length SHORT = Length.ofMinutes(2);

    private final Tally tally = new Tally();
    private final IssuerStory story = new IssuerStory(Terms.SHORTEST);
    private final Phases floods = new Phases();
    private final Rotations rotations = new Rotations(Terms.SHORTEST, story, floods);
    private final FloodRatios ratios = new FloodRatios();
    private final Lives lives = new Lives();
    private final Stalls stalls = new Stalls();

    @AfterEach
    void close() {
        stalls.close();
    }

    @Test
    void idleSoakFails() {
        assertThat(report(SHORT).shortfalls())
                .contains(
                        "fewer than 10 prompt rotations in healthy times",
                        "no rotation under a kid flood",
                        "HANG has hit fewer than 1 fetches",
                        "no request of the kind: junk kid",
                        "fewer than 2 rounds of floods",
                        "fewer than 1 redeploys while the issuer was well",
                        "fewer than 1 redeploys in the middle of a fetch",
                        "fewer than 1 restarts in an outage",
                        "fewer than 1 restarts with keys that became too old",
                        "fewer than 1 phases with a registry and log handler that block");
    }

    @Test
    void tooManyThreadsFail() {
        fill(2.0);
        lives.threads(63);
        assertThat(report(SHORT).shortfalls()).isEmpty();
        lives.threads(64);
        lives.threads(1);
        assertThat(report(SHORT).shortfalls()).containsExactly("64 or more threads of guards at once");
    }

    @Test
    void fullSoakPasses() {
        fill(2.0);
        assertThat(report(SHORT).shortfalls()).isEmpty();
        assertThat(report(SHORT).progress()).contains("17 of 17 faults");
    }

    @Test
    void longSoakRequiresMore() {
        fill(2.0);
        assertThat(report(Length.ofMinutes(20)).shortfalls())
                .contains(
                        "fewer than 100 prompt rotations in healthy times",
                        "HANG has hit fewer than 3 fetches",
                        "fewer than 5 rounds of floods");
        assertThat(report(Length.ofMinutes(19.9)).shortfalls()).isEmpty();
    }

    @Test
    void slowRefusalOfJunkFails() {
        fill(0.49);
        assertThat(report(SHORT).shortfalls())
                .containsExactly("junk kids are refused at less than half the rate of other tokens");
        assertThat(report(SHORT).table()).anyMatch(line -> line.matches("flood.junk-kid.over_other_refused +0.490"));
    }

    @Test
    void ratioIsTheMedian() {
        ratios.add(9, 1);
        ratios.add(1, 1);
        assertThat(ratios.median()).isEqualTo(5);
        ratios.add(2, 1);
        assertThat(ratios.median()).isEqualTo(2);
    }

    @Test
    void countsWrongAnswers() {
        tally.count(new Exchange(Kind.JUNK, "junk", 0, 200, 1), Finding.WRONGLY_ACCEPTED, false);
        tally.count(new Exchange(Kind.CURRENT, "new", 0, 401, 1), Finding.REFUSED_UNDER_FLOOD, false);
        assertThat(tally.wrong()).isEqualTo(1);
        assertThat(report(SHORT).progress()).contains("2 requests judged, 1 wrong");
    }

    @Test
    void countsFindingsWithoutARequestSeparately() {
        tally.count(Finding.THREADS_LEFT);
        assertThat(tally.wrong()).isEqualTo(1);
        assertThat(report(SHORT).progress()).contains("0 requests judged, 1 wrong");
    }

    @Test
    void keepsTheFirstWrongAnswers() {
        for (Finding finding : Finding.values()) {
            for (int i = 0; i < 9; i++) {
                tally.count(new Exchange(Kind.OPEN, "", 0, 500, 1), finding, true);
                tally.keep(finding, finding + " " + i);
            }
        }
        assertThat(tally.cases())
                .hasSize(20)
                .startsWith("RIGHT 0")
                .contains("RIGHT 7", "REFUSED_UNDER_FLOOD 0")
                .doesNotContain("RIGHT 8");
    }

    private void fill(double ratio) {
        for (Fault fault : Report.FAULTS) {
            story.asked(Endpoint.JWKS, fault, 1, 0);
        }
        for (Kind kind : Kind.values()) {
            tally.count(new Exchange(kind, "", 0, kind.right(), 1), Finding.RIGHT, true);
        }
        for (int i = 0; i < 10; i++) {
            rotate("key-" + i);
        }
        lives.redeployed(false, false);
        lives.redeployed(true, true);
        lives.outlastedKeys();
        lives.blocked();
        floods.begin(0);
        rotate("flooded");
        ratios.add(ratio, 1);
        ratios.add(ratio, 1);
    }

    private void rotate(String kid) {
        rotations.expect(kid);
        story.published(kid, 0);
        rotations.saw(new Exchange(Kind.CURRENT, kid, 0, 200, 1));
    }

    private Report report(Length length) {
        return Report.of(
                new Report.Sources(tally, rotations, story, ratios, lives, stalls), length, Duration.ofMinutes(2));
    }
}
