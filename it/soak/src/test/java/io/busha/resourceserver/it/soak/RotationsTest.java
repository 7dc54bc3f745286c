package io.busha.resourceserver.it.soak;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All times are in milliseconds; the new key is published at 10,000. */
class RotationsTest {
    private static final String NEW = "new";

    private final IssuerStory story = new IssuerStory(Terms.SHORTEST);
    private final Phases floods = new Phases();
    private final Rotations rotations = new Rotations(Terms.SHORTEST, story, floods);

    @BeforeEach
    void rotate() {
        rotations.expect(NEW);
        story.published(NEW, ns(10_000));
    }

    @Test
    void keyAcceptedWithItsFirstTokenIsPrompt() {
        saw(10_100, 200);
        assertThat(rotations.prompt()).isEqualTo(1);
        assertThat(rotations.all()).isEqualTo(1);
    }

    @Test
    void countsEachKeyOnce() {
        saw(10_050, 200);
        saw(10_060, 200);
        assertThat(rotations.prompt()).isEqualTo(1);
    }

    @Test
    void tokenSentLateProvesNothing() {
        saw(10_101, 200);
        assertThat(rotations.prompt()).isZero();
    }

    @Test
    void keyWhoseFirstTokenIsRefusedIsNotPrompt() {
        saw(10_001, 401);
        saw(10_002, 200);
        assertThat(rotations.prompt()).isZero();
    }

    @Test
    void firstTokenIsTheFirstSentNotTheFirstAnswered() {
        saw(10_050, 401);
        saw(10_001, 200);
        assertThat(rotations.prompt()).isEqualTo(1);
    }

    @Test
    void doesNotCountKeysDuringAnOutage() {
        story.faults().turned(Endpoint.JWKS, Fault.HTML, ns(9000));
        story.faults().turned(Endpoint.JWKS, Fault.NONE, ns(9001));
        saw(10_001, 200);
        assertThat(rotations.prompt()).isZero();
    }

    @Test
    void countsKeysDuringAFloodSeparately() {
        floods.begin(ns(9000));
        saw(10_001, 401);
        saw(10_900, 200);
        assertThat(rotations.prompt()).isZero();
        assertThat(rotations.flooded()).isEqualTo(1);
        assertThat(rotations.longestUnderFlood()).isEqualTo(ns(905));
    }

    @Test
    void otherTokensOfTheKeyProveNothing() {
        rotations.saw(new Exchange(Kind.NO_SCOPE, NEW, ns(10_001), 200, ns(10_002)));
        rotations.saw(new Exchange(Kind.CURRENT, "other", ns(10_001), 200, ns(10_002)));
        assertThat(rotations.prompt()).isZero();
    }

    private void saw(long sent, int status) {
        rotations.saw(new Exchange(Kind.CURRENT, NEW, ns(sent), status, ns(sent + 5)));
    }

    private static long ns(long milliseconds) {
        return MILLISECONDS.toNanos(milliseconds);
    }
}
