package io.busha.resourceserver.it.soak;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All times are in milliseconds; the grace is 250. The first key was published at zero and fetched at once. */
class JudgeTest {
    private static final Terms TERMS = Terms.SHORTEST;
    private static final String FIRST = "first";
    private static final String NEW = "new";

    private final IssuerStory story = new IssuerStory(TERMS);
    private final Phases floods = new Phases();
    private final Phases downtimes = new Phases();
    private final Judge judge = new Judge(TERMS, story, floods, downtimes);
    private long requests;

    JudgeTest() {
        story.published(FIRST, 0);
        good(10, FIRST);
    }

    @Test
    void acceptsPromisedAnswers() {
        assertThat(at(1000, Kind.OPEN, "", 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.NO_SCOPE, FIRST, 403)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.EXPIRED, FIRST, 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.FORGED, FIRST, 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.JUNK, "junk", 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.UNPUBLISHED, "hidden", 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(1000, Kind.OTHER, "junk", 401)).isEqualTo(Finding.RIGHT);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SCOPE", "EXPIRED", "FORGED", "JUNK", "UNPUBLISHED", "OTHER"})
    void reportsWronglyAcceptedTokens(Kind kind) {
        assertThat(at(1000, kind, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void keyIsNotAcceptedBeforePublication() {
        assertThat(at(1000, Kind.CURRENT, NEW, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
        story.published(NEW, ns(1010));
        assertThat(at(1000, Kind.CURRENT, NEW, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
        assertThat(at(1010, Kind.CURRENT, NEW, 200)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void withdrawnKeyIsAcceptedUntilTheServerMustKnow() {
        story.withdrawn(FIRST, ns(1000));
        assertThat(at(2000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        good(3000, NEW);
        assertThat(at(3200, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(3300, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void fetchStartedBeforeTheWithdrawalProvesNothing() {
        asked(990);
        story.withdrawn(FIRST, ns(1000));
        ended(1010, NEW);
        assertThat(at(5000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void fetchThatMayHaveTimedOutProvesNothing() {
        story.withdrawn(FIRST, ns(1000));
        asked(1100);
        ended(1900, NEW);
        assertThat(at(5000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void discoveryCountsTowardsTheTimeOfAFetch() {
        story.withdrawn(FIRST, ns(1000));
        story.asked(Endpoint.DISCOVERY, Fault.NONE, ++requests, ns(1100));
        asked(1650);
        ended(1710, NEW);
        assertThat(at(5000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        good(6000, NEW);
        assertThat(at(6300, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void withdrawnKeyIsAcceptedNoLongerThanTheTimeToLive() {
        story.withdrawn(FIRST, ns(1000));
        assertThat(at(11_200, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(11_300, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void withdrawnKeyIsAcceptedLongerDuringAnOutage() {
        story.withdrawn(FIRST, ns(1000));
        fault(Fault.STATUS_500, 5000, 6000);
        assertThat(at(15_000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(16_300, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CURRENT", "OLD", "NO_SCOPE"})
    void validTokenOfAPublishedKeyMustNotBeRefused(Kind kind) {
        story.published(NEW, ns(1000));
        assertThat(at(1001, kind, NEW, 401)).isEqualTo(Finding.WRONGLY_REFUSED);
        assertThat(at(990, kind, NEW, 401)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void tokenWithTheScopeMustNotBeForbidden() {
        assertThat(at(1000, Kind.CURRENT, FIRST, 403)).isEqualTo(Finding.WRONGLY_REFUSED);
        assertThat(at(1000, Kind.JUNK, "junk", 403)).isEqualTo(Finding.WRONGLY_REFUSED);
        assertThat(at(1000, Kind.EXPIRED, FIRST, 403)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @Test
    void keyWithdrawnDuringTheRequestMayBeRefused() {
        story.withdrawn(FIRST, ns(1005));
        assertThat(at(1000, Kind.OLD, FIRST, 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(990, Kind.OLD, FIRST, 401)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @Test
    void newKeyMayWaitForACoolDownDuringAFlood() {
        floods.begin(ns(500));
        story.published(NEW, ns(1000));
        assertThat(at(2200, Kind.CURRENT, NEW, 401)).isEqualTo(Finding.REFUSED_UNDER_FLOOD);
        assertThat(at(2300, Kind.CURRENT, NEW, 401)).isEqualTo(Finding.WRONGLY_REFUSED);
        assertThat(at(1100, Kind.CURRENT, NEW, 403)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @Test
    void newKeyMayWaitForACoolDownRightAfterAFlood() {
        floods.begin(ns(500));
        floods.end(ns(1000));
        story.published(NEW, ns(2200));
        story.published("late", ns(2300));
        assertThat(at(2400, Kind.CURRENT, NEW, 401)).isEqualTo(Finding.REFUSED_UNDER_FLOOD);
        assertThat(at(2400, Kind.CURRENT, "late", 401)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @Test
    void newKeyIsUnavailableOnlyDuringAnOutage() {
        story.published(NEW, ns(1000));
        assertThat(at(1001, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.UNPROMISED_5XX);
        turned(Fault.STATUS_500, 2000);
        assertThat(at(2001, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void serverMayTakeAFetchAndAPauseAfterAnOutage() {
        story.published(NEW, ns(1000));
        fault(Fault.HANG, 2000, 3000);
        assertThat(at(5400, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.RIGHT);
        assertThat(at(5500, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @Test
    void serverMayWaitLongerAfterRetryAfter() {
        fault(Fault.STATUS_429, 2000, 3000);
        assertThat(at(6400, Kind.JUNK, "junk", 503)).isEqualTo(Finding.RIGHT);
        assertThat(at(6500, Kind.JUNK, "junk", 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @ParameterizedTest
    @EnumSource(names = {"CURRENT", "OLD", "NO_SCOPE", "EXPIRED", "FORGED"})
    void knownKeyIsNeverUnavailable(Kind kind) {
        turned(Fault.HANG, 500);
        assertThat(at(1000, kind, FIRST, 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "OTHER"})
    void requestsThatNeedNoKeyAreNeverUnavailable(Kind kind) {
        turned(Fault.HANG, 500);
        assertThat(at(1000, kind, "", 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @Test
    void openEndpointIsOpen() {
        assertThat(at(1000, Kind.OPEN, "", 401)).isEqualTo(Finding.WRONGLY_REFUSED);
        assertThat(at(1000, Kind.OPEN, "", 500)).isEqualTo(Finding.UNPROMISED_5XX);
        assertThat(at(1000, Kind.OTHER, "", 403)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"JUNK", "UNPUBLISHED", "WITHDRAWN"})
    void unknownKeyIsNotRefusedDuringAnOutage(Kind kind) {
        story.withdrawn("unknown", ns(20));
        turned(Fault.STATUS_500, 500);
        bad(1000);
        assertThat(at(1200, kind, "unknown", 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(1300, kind, "unknown", 401)).isEqualTo(Finding.OUTAGE_AS_REFUSAL);
        good(1305, FIRST);
        assertThat(at(1300, kind, "unknown", 401)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void hangingFetchFailsAtItsTimeLimit() {
        turned(Fault.HANG, 500);
        asked(1000);
        assertThat(at(2400, Kind.JUNK, "junk", 401)).isEqualTo(Finding.RIGHT);
        assertThat(at(2500, Kind.JUNK, "junk", 401)).isEqualTo(Finding.OUTAGE_AS_REFUSAL);
        assertThat(at(2500, Kind.JUNK, "junk", 503)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void closedPortIsAnOutage() {
        turned(Fault.REFUSED, 500);
        story.missed(Fault.REFUSED, ns(1000));
        assertThat(at(1300, Kind.JUNK, "junk", 401)).isEqualTo(Finding.OUTAGE_AS_REFUSAL);
    }

    @Test
    void harmlessFaultIsNoOutage() {
        story.published(NEW, ns(900));
        turned(Fault.ONE_MALFORMED_KEY, 500);
        assertThat(at(1000, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @Test
    void reportsUnexpectedStatuses() {
        assertThat(at(1000, Kind.CURRENT, FIRST, Exchange.NO_ANSWER)).isEqualTo(Finding.UNEXPECTED);
        assertThat(at(1000, Kind.JUNK, "junk", 400)).isEqualTo(Finding.UNEXPECTED);
        turned(Fault.HANG, 500);
        assertThat(at(1000, Kind.JUNK, "junk", 500)).isEqualTo(Finding.UNPROMISED_5XX);
        assertThat(at(1000, Kind.JUNK, "junk", 504)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @Test
    void reportsAnswersSlowerThanPromised() {
        assertThat(lasting(2500, Kind.JUNK, "junk", 401)).isEqualTo(Finding.RIGHT);
        assertThat(lasting(2501, Kind.JUNK, "junk", 401)).isEqualTo(Finding.TOO_SLOW);
        assertThat(lasting(1050, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(lasting(1051, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.TOO_SLOW);
        assertThat(lasting(1051, Kind.OPEN, "", 200)).isEqualTo(Finding.TOO_SLOW);
    }

    @Test
    void restartDuringAnOutageServesKnownKeys() {
        turned(Fault.REFUSED, 500);
        story.restarted(ns(1000), KeyStory.NEVER);
        assertThat(at(1001, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(1001, Kind.CURRENT, FIRST, 503)).isEqualTo(Finding.UNPROMISED_5XX);
        assertThat(at(1001, Kind.CURRENT, FIRST, 401)).isEqualTo(Finding.WRONGLY_REFUSED);
    }

    @Test
    void restartDuringAnOutageDoesNotRefuseUnknownKeys() {
        turned(Fault.REFUSED, 500);
        story.missed(Fault.REFUSED, ns(600));
        story.restarted(ns(1000), KeyStory.NEVER);
        assertThat(at(1001, Kind.JUNK, "junk", 503)).isEqualTo(Finding.RIGHT);
        assertThat(at(1001, Kind.JUNK, "junk", 401)).isEqualTo(Finding.OUTAGE_AS_REFUSAL);
    }

    @Test
    void keyPublishedRightBeforeARestartMayBeLost() {
        story.published(NEW, ns(800));
        good(900, FIRST, NEW);
        turned(Fault.REFUSED, 950);
        story.restarted(ns(1000), KeyStory.NEVER);
        assertThat(at(1200, Kind.CURRENT, NEW, 503)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void fetchOfAStoppedApplicationProvesNothing() {
        story.withdrawn(FIRST, ns(800));
        asked(900);
        story.restarted(ns(1000), KeyStory.NEVER);
        ended(1010, NEW);
        assertThat(at(5000, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
    }

    @Test
    void savedWithdrawnKeyIsAcceptedUntilAFetch() {
        story.withdrawn(FIRST, ns(800));
        turned(Fault.STATUS_500, 810);
        story.restarted(ns(1000), KeyStory.NEVER);
        assertThat(at(1500, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.RIGHT);
        turned(Fault.NONE, 2000);
        good(2100, NEW);
        assertThat(at(2400, Kind.WITHDRAWN, FIRST, 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void savedKeysAreNotTrustedBeyondTheTolerance() {
        turned(Fault.STATUS_500, 500);
        story.restarted(ns(1000), ns(4000));
        assertThat(at(3700, Kind.CURRENT, FIRST, 503)).isEqualTo(Finding.UNPROMISED_5XX);
        assertThat(at(4200, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(4300, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.TRUSTED_TOO_LONG);
        assertThat(at(4300, Kind.CURRENT, FIRST, 503)).isEqualTo(Finding.RIGHT);
        assertThat(at(4300, Kind.OPEN, "", 503)).isEqualTo(Finding.UNPROMISED_5XX);
        turned(Fault.NONE, 5000);
        good(5100, FIRST);
        assertThat(at(4700, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.TRUSTED_TOO_LONG);
        assertThat(at(5000, Kind.CURRENT, FIRST, 200)).isEqualTo(Finding.RIGHT);
        assertThat(at(5400, Kind.CURRENT, FIRST, 503)).isEqualTo(Finding.UNPROMISED_5XX);
    }

    @ParameterizedTest
    @ValueSource(ints = {Exchange.NO_ANSWER, 404, 503})
    void requestsFailWhileNoApplicationIsDeployed(int status) {
        downtimes.begin(ns(1000));
        downtimes.end(ns(2000));
        assertThat(at(1500, Kind.OPEN, "", status)).isEqualTo(Finding.NOBODY_THERE);
        assertThat(at(995, Kind.OPEN, "", status)).isEqualTo(Finding.NOBODY_THERE);
        assertThat(at(2001, Kind.OPEN, "", status)).isNotIn(Finding.NOBODY_THERE, Finding.RIGHT);
        assertThat(at(1500, Kind.JUNK, "junk", 200)).isEqualTo(Finding.WRONGLY_ACCEPTED);
    }

    @Test
    void reportsLeftoversOfAStoppedApplication() {
        assertThat(gap(0, 0, true)).isEmpty();
        assertThat(gap(1, 0, true)).containsExactly(Finding.THREADS_LEFT);
        assertThat(gap(0, 1, true)).containsExactly(Finding.METERS_LEFT);
        assertThat(gap(0, 0, false)).containsExactly(Finding.NOT_STARTED);
    }

    @Test
    void reportsFetchesOfAStoppedApplication() {
        asked(1240);
        asked(2010);
        assertThat(gap(0, 0, true)).isEmpty();
        story.asked(Endpoint.DISCOVERY, Fault.NONE, ++requests, ns(1990));
        assertThat(gap(0, 0, true)).containsExactly(Finding.ASKED_BY_THE_GONE);
    }

    @Test
    void keysMustBeFetchedWhileRegistryAndLogBlock() {
        asked(1000);
        assertThat(judge.judgeBlocked(ns(900), ns(2000))).isEqualTo(Finding.NOT_FETCHED);
        ended(1010, FIRST);
        assertThat(judge.judgeBlocked(ns(900), ns(2000))).isEqualTo(Finding.RIGHT);
        assertThat(judge.judgeBlocked(ns(1001), ns(2000))).isEqualTo(Finding.NOT_FETCHED);
        assertThat(judge.judgeBlocked(ns(900), ns(1009))).isEqualTo(Finding.NOT_FETCHED);
    }

    /** Requests between 1000 and 2000. */
    private List<Finding> gap(int threads, int meters, boolean started) {
        return judge.judge(new Gap(ns(1000), ns(2000), threads, meters, started), ns(250));
    }

    private Finding at(long sent, Kind kind, String kid, int status) {
        return judge.judge(new Exchange(kind, kid, ns(sent), status, ns(sent + 9)), ns(250));
    }

    private Finding lasting(long time, Kind kind, String kid, int status) {
        return judge.judge(new Exchange(kind, kid, ns(1000), status, ns(1000 + time)), ns(250));
    }

    private void turned(Fault fault, long at) {
        story.faults().turned(Endpoint.JWKS, fault, ns(at));
    }

    private void fault(Fault fault, long from, long to) {
        turned(fault, from);
        turned(Fault.NONE, to);
    }

    private void asked(long at) {
        story.asked(Endpoint.JWKS, Fault.NONE, ++requests, ns(at));
    }

    private void ended(long at, String... kids) {
        story.ended(requests, Set.of(kids), ns(at));
    }

    private void good(long at, String... kids) {
        asked(at);
        ended(at, kids);
    }

    private void bad(long at) {
        asked(at);
        ended(at);
    }

    private static long ns(long milliseconds) {
        return MILLISECONDS.toNanos(milliseconds);
    }
}
