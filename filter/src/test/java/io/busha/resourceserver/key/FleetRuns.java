package io.busha.resourceserver.key;

import java.util.function.Function;

/** One event in two runs: with our policy and with the naive one. */
record FleetRuns(FleetRun ours, FleetRun naive) {

    static FleetRuns of(Function<FleetKind, FleetRun> scenario) {
        return new FleetRuns(scenario.apply(FleetKind.OURS), scenario.apply(FleetKind.NAIVE));
    }
}
