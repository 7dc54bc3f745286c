package io.busha.resourceserver.key;

import java.util.function.Function;

/** The same, as our fleet lived it and as the naive one did. */
record FleetRuns(FleetRun ours, FleetRun naive) {

    static FleetRuns of(Function<FleetKind, FleetRun> scenario) {
        return new FleetRuns(scenario.apply(FleetKind.OURS), scenario.apply(FleetKind.NAIVE));
    }
}
