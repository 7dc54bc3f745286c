package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients. Residents use keys that the server must know and never wait for the issuer; newcomers bring the newest key
 * the moment it is there, and whatever nobody knows. All in all they send less than 1500 requests a second.
 */
final class Traffic {

    private static final int RESIDENTS = 5;
    private static final int NEWCOMERS = 2;
    private static final long RESIDENT_PAUSE = 5_000_000;
    private static final long NEWCOMER_PAUSE = 10_000_000;

    /** The tokens that residents send in turn. If there is no old key, the current one is used. */
    private static final List<Kind> RESIDENT_KINDS =
            List.of(Kind.CURRENT, Kind.CURRENT, Kind.OLD, Kind.OLD, Kind.NO_SCOPE, Kind.EXPIRED, Kind.OPEN);

    private static final List<Kind> STRANGE_KINDS = List.of(Kind.JUNK, Kind.JUNK, Kind.UNPUBLISHED, Kind.WITHDRAWN);

    private final int port;
    private final Wallet wallet;
    private final StrangeTokens strange;
    private final Consumer<Exchange> witness;
    private final Gate strangers = new Gate();
    private final Gate forgers = new Gate();
    private final LongAdder served = new LongAdder();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Traffic(int port, Wallet wallet, StrangeTokens strange, Consumer<Exchange> witness) {
        this.port = port;
        this.wallet = wallet;
        this.strange = strange;
        this.witness = witness;
    }

    /** Controls when unknown kids are sent. */
    Gate strangers() {
        return strangers;
    }

    /** Controls when forged signatures with known kids are sent: they make the server look for another key. */
    Gate forgers() {
        return forgers;
    }

    /** Returns how many requests were answered with 200. */
    long served() {
        return served.sum();
    }

    void start(SplittableRandom random) {
        for (int i = 0; i < RESIDENTS + NEWCOMERS; i++) {
            SplittableRandom own = random.split();
            boolean resident = i < RESIDENTS;
            Thread thread = new Thread(() -> run(own, resident), resident ? "soak-resident" : "soak-newcomer");
            threads.add(thread);
            thread.start();
        }
    }

    private void run(SplittableRandom random, boolean resident) {
        long pause = resident ? RESIDENT_PAUSE : NEWCOMER_PAUSE;
        try (Caller caller = new Caller(port)) {
            while (!stopped.get()) {
                if (resident) {
                    sendKnown(caller, random);
                } else {
                    sendNew(caller, random);
                }
                LockSupport.parkNanos(pause / 2 + random.nextLong(pause));
            }
        }
    }

    private void sendKnown(Caller caller, SplittableRandom random) {
        Kind kind =
                forgers.letsThrough(random) ? Kind.FORGED : RESIDENT_KINDS.get(random.nextInt(RESIDENT_KINDS.size()));
        KeyTokens current = wallet.current();
        @Nullable KeyTokens old = wallet.anyOld(random);
        if (kind == Kind.OPEN || (old == null && !current.isAdmitted())) {
            send(caller, Kind.OPEN, null);
        } else if (old != null && (kind == Kind.OLD || !current.isAdmitted())) {
            send(caller, kind == Kind.CURRENT ? Kind.OLD : kind, old);
        } else {
            send(caller, kind == Kind.OLD ? Kind.CURRENT : kind, current);
        }
    }

    private void sendNew(Caller caller, SplittableRandom random) {
        if (strangers.letsThrough(random)) {
            sendStrange(caller, random);
            strangers.passed();
        } else {
            send(caller, Kind.CURRENT, wallet.current());
        }
    }

    private void sendStrange(Caller caller, SplittableRandom random) {
        Kind kind = STRANGE_KINDS.get(random.nextInt(STRANGE_KINDS.size()));
        @Nullable KeyTokens withdrawn = wallet.anyWithdrawn(random);
        if (kind == Kind.UNPUBLISHED) {
            send(caller, kind, wallet.unpublished());
        } else if (kind == Kind.WITHDRAWN && withdrawn != null) {
            send(caller, kind, withdrawn);
        } else {
            String kid = StrangeTokens.kid(random);
            witness.accept(caller.call(Kind.JUNK, kid, strange.token(Kind.JUNK, kid)));
        }
    }

    private void send(Caller caller, Kind kind, @Nullable KeyTokens key) {
        Exchange exchange = key == null ? caller.call(kind, "", "") : caller.call(kind, key.kid(), key.token(kind));
        if (exchange.status() == 200) {
            served.increment();
            if (key != null) {
                key.admit();
            }
        }
        witness.accept(exchange);
    }

    /** Stops sending, and returns when no request is in flight. */
    void end() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
