package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.internal.MeterSet;
import io.busha.resourceserver.token.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts decisions by outcome and reason, and times token validation. All meters exist from the start: no request adds one. No two guards
 * have meters with the same tags in one registry. Thread-safe.
 */
final class GuardMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);
    private static final String DECISIONS = "busha.decisions";
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    private final Name name;
    private final MeterSet meters;
    private final LongAdder permits = new LongAdder();
    private final Map<Reason, LongAdder> denials = new EnumMap<>(Reason.class);
    private final MeterSet.Durations validations = new MeterSet.Durations();

    /** The name that distinguishes the meters of one guard from those of another. */
    private record Name(MeterRegistry registry, String text) {

        /** A text, because the JDK keeps what hashes a record, and with it the class loader of the registry's type. */
        private String key() {
            return text + "@" + System.identityHashCode(registry);
        }

        /**
         * Reserves this name, and returns false if it is taken. Asks the registry too, because a guard of another class loader may have
         * meters in it.
         */
        boolean take() {
            if (!TAKEN.add(key())) {
                return false;
            }
            boolean isFree = withChildren(registry)
                    .allMatch(any -> any.find(DECISIONS).tag("guard", text).meter() == null);
            if (!isFree) {
                TAKEN.remove(key());
            }
            return isFree;
        }

        /** Two composites may share a child, in which the meters of both meet. */
        private static Stream<MeterRegistry> withChildren(MeterRegistry registry) {
            Stream<MeterRegistry> children = registry instanceof CompositeMeterRegistry composite
                    ? childrenOf(composite).stream().flatMap(Name::withChildren)
                    : Stream.empty();
            return Stream.concat(Stream.of(registry), children);
        }

        /** Returns a copy, because the set is a live view that is not thread-safe: another application may add a registry to it now. */
        private static List<MeterRegistry> childrenOf(CompositeMeterRegistry composite) {
            while (true) {
                try {
                    return List.copyOf(composite.getRegistries());
                } catch (ConcurrentModificationException e) {
                    Thread.onSpinWait(); // until the change is complete
                }
            }
        }
    }

    private GuardMeters(Name name) {
        this.name = name;
        this.meters = new MeterSet(name.registry, tags());
        count("permit", "none", permits);
        for (Reason reason : Reason.values()) {
            LongAdder denied = new LongAdder();
            denials.put(reason, denied);
            count(reason.isCallersFault() ? "deny" : "unable", reason.code(), denied);
        }
        meters.time(
                "busha.token.validation",
                "Time to verify or reject a presented token, including the wait for keys",
                Tags.empty(),
                validations);
    }

    /** Creates meters with this name; if another guard has it, with the next free one, such as {@code busha-2}. */
    static GuardMeters named(MeterRegistry registry, String wanted) {
        Name name = new Name(registry, wanted);
        for (int i = 2; !name.take(); i++) {
            name = new Name(registry, wanted + "-" + i);
        }
        try {
            if (!name.text.equals(wanted)) {
                LOG.info("The meters of this guard are tagged guard={}: another guard is named {}", name.text, wanted);
            }
            return new GuardMeters(name);
        } catch (RuntimeException | Error e) {
            TAKEN.remove(name.key());
            throw e;
        }
    }

    private void count(String outcome, String reason, LongAdder sum) {
        meters.count(DECISIONS, "Decisions on requests", Tags.of("outcome", outcome, "reason", reason), sum::sum);
    }

    /** Returns the tags that distinguish these meters from those of other guards. */
    Tags tags() {
        return Tags.of("guard", name.text);
    }

    void count(Decision decision) {
        LongAdder alike = decision instanceof Decision.Denial denial ? denials.get(denial.reason()) : permits;
        Objects.requireNonNull(alike).increment();
    }

    /** Records the time of a token validation that began at this {@link System#nanoTime()}, whether the token was verified or not. */
    void validated(long began) {
        validations.add(System.nanoTime() - began);
    }

    @Override
    public void close() {
        meters.close();
        TAKEN.remove(name.key());
    }
}
