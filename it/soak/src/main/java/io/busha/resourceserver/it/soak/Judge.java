package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says of an answer whether it is one that the library promises, given what the issuer has done. Where the log leaves open
 * what the server knew, the answer is right; the grace is how much later than the issuer the server may have known it.
 */
final class Judge {

    private static final long SPARE = Duration.ofMillis(250).toNanos();

    private final Terms terms;
    private final IssuerStory story;
    private final Phases floods;
    private final Phases downtimes;

    Judge(Terms terms, IssuerStory story, Phases floods, Phases downtimes) {
        this.terms = terms;
        this.story = story;
        this.floods = floods;
        this.downtimes = downtimes;
    }

    /** Judges an exchange. The story must include every request to the issuer up to its end. */
    Finding judge(Exchange exchange, long grace) {
        if (exchange.isOfNobody() && downtimes.wereOn(exchange.sent(), exchange.received())) {
            return Finding.NOBODY_THERE;
        }
        Finding finding =
                switch (exchange.status()) {
                    case 200 -> accepted(exchange, grace);
                    case 401, 403 -> refused(exchange, grace);
                    case 503 -> unable(exchange, grace);
                    default -> exchange.status() >= 500 ? Finding.UNPROMISED_5XX : Finding.UNEXPECTED;
                };
        return finding == Finding.RIGHT && isTooSlow(exchange, grace) ? Finding.TOO_SLOW : finding;
    }

    private Finding accepted(Exchange exchange, long grace) {
        boolean right = exchange.kind() == Kind.OPEN
                || (exchange.kind().isGenuine() && mayPass(exchange, story.key(exchange.kid()), grace));
        if (right && !exchange.kind().needsNoKey() && isLapsed(exchange.sent(), exchange.received(), grace)) {
            return Finding.TRUSTED_TOO_LONG;
        }
        return right ? Finding.RIGHT : Finding.WRONGLY_ACCEPTED;
    }

    private boolean mayPass(Exchange exchange, @Nullable KeyStory key, long grace) {
        if (key == null || key.published() > exchange.received()) {
            return false;
        }
        if (key.withdrawn() >= exchange.sent()) {
            return true;
        }
        long age = terms.cacheTtl() + grace;
        boolean tooOld = exchange.sent() - key.withdrawn() > age
                && !story.faults().wereOn(exchange.sent() - age, exchange.sent());
        return exchange.sent() - grace <= key.gone() && !tooOld;
    }

    private Finding refused(Exchange exchange, long grace) {
        Kind kind = exchange.kind();
        if (kind.needsNoKey()) {
            return exchange.status() == kind.right() ? Finding.RIGHT : Finding.WRONGLY_REFUSED;
        }
        KeyStory key = kind.namesPublishedKey() ? story.key(exchange.kid()) : null;
        if (key != null && key.isPublished(exchange.sent(), exchange.received())) {
            return refusedOfPublishedKey(exchange, key, grace);
        }
        boolean aboutKey = !kind.namesPublishedKey() || kind.isGenuine();
        if (exchange.status() == 403 && kind != Kind.NO_SCOPE) {
            return Finding.WRONGLY_REFUSED;
        }
        return aboutKey && story.fetches().surelyFailing(exchange.sent(), exchange.received(), grace)
                ? Finding.OUTAGE_AS_REFUSAL
                : Finding.RIGHT;
    }

    private Finding refusedOfPublishedKey(Exchange exchange, KeyStory key, long grace) {
        if (exchange.status() == exchange.kind().right()) {
            return Finding.RIGHT;
        }
        long until = key.published() + terms.coolDown() + grace;
        boolean flooded = exchange.status() == 401
                && exchange.sent() <= until
                && floods.wereOn(key.published() - terms.coolDown() - grace, exchange.sent());
        return flooded ? Finding.REFUSED_UNDER_FLOOD : Finding.WRONGLY_REFUSED;
    }

    private Finding unable(Exchange exchange, long grace) {
        boolean right = !isOfKnownKey(exchange, grace)
                && story.faults().mayHaveFailed(exchange.sent(), exchange.received(), grace);
        return right ? Finding.RIGHT : Finding.UNPROMISED_5XX;
    }

    /** A request that needs no fetch must not wait for one: its limit is shorter than a hanging fetch. */
    private boolean isTooSlow(Exchange exchange, long grace) {
        long limit =
                isOfKnownKey(exchange, grace) ? terms.fetchLimit() * 2 / 3 + grace : terms.keyWait() + SPARE + grace;
        return exchange.took() > limit;
    }

    /** Returns whether the server certainly had the key, or needs none, so that the issuer did not affect its answer. */
    boolean isOfKnownKey(Exchange exchange, long grace) {
        if (exchange.kind().needsNoKey()) {
            return true;
        }
        KeyStory key = exchange.kind().namesPublishedKey() ? story.key(exchange.kid()) : null;
        return key != null
                && key.isPublished(exchange.sent(), exchange.received())
                && exchange.sent() - grace > key.known()
                && !story.lapses().wereOn(exchange.sent() - grace, exchange.received() + grace);
    }

    /** Returns whether the server certainly had no key that it could trust during the whole exchange. */
    private boolean isLapsed(long from, long to, long grace) {
        return story.lapses().covered(from - grace, to + grace);
    }

    /** Judges how one application stopped and the next started. The story must reach to the end of the gap. */
    List<Finding> judge(Gap gap, long grace) {
        List<Finding> wrong = new ArrayList<>();
        if (gap.threads() > 0) {
            wrong.add(Finding.THREADS_LEFT);
        }
        if (gap.meters() > 0) {
            wrong.add(Finding.METERS_LEFT);
        }
        if (story.fetches().wereAsked(gap.undeployed() + grace, gap.ended())) {
            wrong.add(Finding.ASKED_BY_THE_GONE);
        }
        if (!gap.started()) {
            wrong.add(Finding.NOT_STARTED);
        }
        return wrong;
    }

    /** Judges whether keys were fetched while a registry and a log handler blocked. */
    Finding judgeBlocked(long from, long to) {
        return story.fetches().wereGood(from, to) ? Finding.RIGHT : Finding.NOT_FETCHED;
    }
}
