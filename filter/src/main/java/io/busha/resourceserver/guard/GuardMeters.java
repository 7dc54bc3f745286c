package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.MeterSet;
import io.busha.resourceserver.token.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions by outcome and reason, and how long a token takes. All meters exist from the start: no request adds one. No two guards
 * of one registry have meters of the same tags. Thread-safe.
 */
final class GuardMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);
    private static final String DECISIONS = "busha.decisions";
    private static final Set<Name> TAKEN = ConcurrentHashMap.newKeySet();

    private final Name name;
    private final MeterSet meters;
    private final LongAdder permits = new LongAdder();
    private final Map<Reason, LongAdder> denials = new EnumMap<>(Reason.class);
    private final MeterSet.Durations validations = new MeterSet.Durations();

    /** What tells the meters of one guard from those of another. */
    private record Name(MeterRegistry registry, String text) {

        /** Another class loader may have guards with meters in the same registry. */
        boolean take() {
            if (!TAKEN.add(this)) {
                return false;
            }
            boolean isFree = registry.find(DECISIONS).tag("guard", text).meter() == null;
            if (!isFree) {
                TAKEN.remove(this);
            }
            return isFree;
        }

        Tags tags() {
            return Tags.of("guard", text);
        }
    }

    private GuardMeters(Name name) {
        this.name = name;
        this.meters = new MeterSet(name.registry, name.tags());
        count("permit", "none", permits);
        for (Reason reason : Reason.values()) {
            LongAdder denied = new LongAdder();
            denials.put(reason, denied);
            count(reason == Reason.KEYS_UNAVAILABLE ? "unable" : "deny", reason.code(), denied);
        }
        meters.time(
                "busha.token.validation",
                "Time from a presented token to its verification or refusal, waiting for keys included",
                Tags.empty(),
                validations);
    }

    /** Meters under this name; where another guard has it, under the next one that is free: {@code busha-2}. */
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
            TAKEN.remove(name);
            throw e;
        }
    }

    private void count(String outcome, String reason, LongAdder sum) {
        meters.count(DECISIONS, "Decisions on requests", Tags.of("outcome", outcome, "reason", reason), sum::sum);
    }

    /** What tells these meters from those of other guards. */
    Tags tags() {
        return name.tags();
    }

    void count(Decision decision) {
        LongAdder alike = decision instanceof Decision.Denial denial ? denials.get(denial.reason()) : permits;
        Objects.requireNonNull(alike).increment();
    }

    /** A token was verified or refused, which began at that {@link System#nanoTime()}. */
    void validated(long began) {
        validations.add(System.nanoTime() - began);
    }

    @Override
    public void close() {
        meters.close();
        TAKEN.remove(name);
    }
}
