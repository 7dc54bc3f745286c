package io.busha.resourceserver.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A flood of strange tokens of one kind from several clients, as fast as they are refused. */
final class Flood {

    private static final int CLIENTS = 4;

    private final int port;
    private final StrangeTokens strange;
    private final Consumer<Exchange> witness;

    Flood(int port, StrangeTokens strange, Consumer<Exchange> witness) {
        this.port = port;
        this.strange = strange;
        this.witness = witness;
    }

    /** A running flood. */
    final class Running {
        private final LongAdder answers = new LongAdder();
        private final List<Thread> threads = new ArrayList<>();
        private final long began = System.nanoTime();
        private volatile boolean over;

        private Running(Kind kind, SplittableRandom random) {
            for (int i = 0; i < CLIENTS; i++) {
                SplittableRandom own = random.split();
                Thread thread = new Thread(() -> run(kind, own), "soak-flood");
                threads.add(thread);
                thread.start();
            }
        }

        private void run(Kind kind, SplittableRandom random) {
            try (Caller caller = new Caller(port)) {
                while (!over) {
                    String kid = StrangeTokens.kid(random);
                    witness.accept(caller.call(kind, kid, strange.token(kind, kid)));
                    answers.increment();
                }
            }
        }

        /** Ends the flood and returns the number of answers per second. */
        double end() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            return answers.sum() * 1e9 / (System.nanoTime() - began);
        }
    }

    Running begin(Kind kind, SplittableRandom random) {
        return new Running(kind, random);
    }
}
