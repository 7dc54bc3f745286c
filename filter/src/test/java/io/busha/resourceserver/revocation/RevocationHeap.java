package io.busha.resourceserver.revocation;

import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** How much of the heap revocations take that are stored in memory: {@code bin/token-heap} prints it. */
final class RevocationHeap {

    private static final int MANY = 100_000;
    private static final Duration LIFE = Duration.ofHours(24);

    private RevocationHeap() {}

    public static void main(String[] args) {
        System.out.printf("%n%-44s %12s%n", "a revocation in memory", "bytes each");
        Instant until = Instant.now().plus(LIFE);
        print("of a token", store -> store.revokeToken(id(), until));
        print("of a connection", store -> store.revoke(new Holder.Connection("busha-oauth2-" + id(), id()), 0, LIFE));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static void print(String what, Consumer<RevocationStore> revoke) {
        RevocationStore store = Revocations.storeInMemory(Clock.systemUTC());
        revoke.accept(store);
        long before = used();
        for (int i = 0; i < MANY; i++) {
            revoke.accept(store);
        }
        System.out.printf("%-44s %12d%n", what, (used() - before) / MANY);
        store.close();
    }

    /** Collects garbage until only reachable objects are left. */
    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
