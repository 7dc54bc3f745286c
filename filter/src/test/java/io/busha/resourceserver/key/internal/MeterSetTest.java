package io.busha.resourceserver.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Meters that are registered and removed together. */
class MeterSetTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeterSet meters = new MeterSet(registry, Tags.of("guard", "it"));

    @Test
    void showsAddedMeters() {
        LongAdder sum = new LongAdder();
        MeterSet.Durations durations = new MeterSet.Durations();
        meters.count("count", "", Tags.of("more", "a"), sum::sum);
        meters.time("time", "", Tags.empty(), durations);
        meters.gauge("gauge", "", () -> 7);
        meters.seconds("age", "", () -> 8);
        sum.add(3);
        durations.add(1_000_000);
        durations.add(3_000_000);
        assertThat(registry.get("count")
                        .tags("guard", "it", "more", "a")
                        .functionCounter()
                        .count())
                .isEqualTo(3);
        var timer = registry.get("time").tag("guard", "it").functionTimer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(4);
        assertThat(registry.get("gauge").tag("guard", "it").gauge().value()).isEqualTo(7);
        assertThat(registry.get("age").tag("guard", "it").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(8);
    }

    /** Function meters refer weakly to their objects and would stop counting. */
    @Test
    void countsAfterGarbageCollection() {
        LongAdder sum = new LongAdder();
        meters.count("count", "", Tags.empty(), sum::sum);
        collectGarbage();
        sum.add(5);
        assertThat(registry.get("count").functionCounter().count()).isEqualTo(5);
    }

    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (!garbage.refersTo(null)) {
            System.gc();
        }
    }

    @Test
    void removesRegisteredMetersIfALaterOneFails() {
        registry.counter("taken", "guard", "it");
        meters.gauge("first", "", () -> 1);
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge("taken", "", () -> 2));
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("taken");
    }

    @Test
    void removesOtherMetersIfRemovingOneFails() {
        List<String> asked = new ArrayList<>();
        SimpleMeterRegistry hostile = new SimpleMeterRegistry() {
            @Override
            public Meter remove(Meter meter) {
                asked.add(meter.getId().getName());
                throw new NoClassDefFoundError("hostile");
            }
        };
        MeterSet doomed = new MeterSet(hostile, Tags.empty());
        doomed.gauge("first", "", () -> 1);
        doomed.gauge("second", "", () -> 2);
        doomed.close();
        assertThat(asked).containsExactly("first", "second");
    }
}
