package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.KeyLookup;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Many instances of the real key cache with one endpoint and one clock. Not thread-safe. */
final class Fleet {

    private static final Logger LOG = Logger.getLogger(RemoteKeys.class.getName());
    private static final IssuerLocation LOCATION = IssuerLocation.of("https://issuer.example");

    private final FleetKind kind;
    private final int size;
    private final SplittableRandom random;
    private final FleetTime time = new FleetTime();
    private final JwksEndpoint endpoint;
    private final List<Instance> instances = new ArrayList<>();
    private long refused;

    private record Instance(KeyCache cache, RemoteKeys keys) {}

    Fleet(FleetKind kind, int size, long seed) {
        this.kind = kind;
        this.size = size;
        this.random = new SplittableRandom(seed);
        this.endpoint = new JwksEndpoint(time, random.split(), FleetKeys.BEFORE);
    }

    JwksEndpoint endpoint() {
        return endpoint;
    }

    Duration now() {
        return Duration.ofNanos(time.now());
    }

    /** Lets time pass without logging: ten thousand instances would log the same lines. */
    void pass(Duration duration) {
        Level before = LOG.getLevel();
        LOG.setLevel(Level.OFF);
        try {
            time.pass(duration);
        } finally {
            LOG.setLevel(before);
        }
    }

    int size() {
        return size;
    }

    /** Starts all instances at random times within this period. */
    void start(Duration within) {
        for (int i = 0; i < size; i++) {
            time.after(random.nextLong(within.toNanos()), this::startOne);
        }
    }

    private void startOne() {
        KeyMeters meters = new KeyMeters(new CompositeMeterRegistry(), Tags.empty());
        KeyPolicy policy = kind.policy();
        KeyCache cache = new KeyCache(
                endpoint::fetch,
                policy,
                time,
                kind.dice(random.split()),
                meters,
                new FetchLog(LOCATION, policy.outageTolerance()),
                Runnable::run);
        instances.add(new Instance(cache, new RemoteKeys(cache, policy, time, Runnable::run, meters, () -> {})));
    }

    /** From now on every instance receives a token of this key about once a second, at random. */
    void sendTokens(String kid, Duration during) {
        long end = time.now() + during.toNanos();
        instances.forEach(instance -> sendNext(instance, kid, end));
    }

    private void sendNext(Instance instance, String kid, long end) {
        long pause = (long) (-Math.log(1 - random.nextDouble()) * 1e9);
        if (time.now() + pause < end) {
            time.after(pause, () -> {
                instance.keys
                        .find(kid, key -> true)
                        .thenAccept(lookup -> refused += lookup instanceof KeyLookup.Found ? 0 : 1);
                sendNext(instance, kid, end);
            });
        }
    }

    /** Returns how many tokens were not answered with their key. */
    long refused() {
        return refused;
    }

    boolean isFailing() {
        return instances.stream().anyMatch(instance -> instance.cache.isFailing());
    }
}
