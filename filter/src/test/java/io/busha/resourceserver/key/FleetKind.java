package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** How the instances of a fleet wait. */
enum FleetKind {
    /** As they do by default. */
    OURS {
        @Override
        KeyPolicy policy() {
            return KeyPolicy.DEFAULT;
        }

        @Override
        DoubleSupplier dice(SplittableRandom random) {
            return random::nextDouble;
        }
    },

    /** Each just as long as the others, and one second after every failure: the same code, with dice that are loaded. */
    NAIVE {
        @Override
        KeyPolicy policy() {
            return KeyPolicy.builder().retryCap(Duration.ofSeconds(1)).build();
        }

        @Override
        DoubleSupplier dice(SplittableRandom random) {
            return new DoubleSupplier() {
                private double next = 0.5;

                @Override
                public double getAsDouble() {
                    double roll = next;
                    next = 1;
                    return roll;
                }
            };
        }
    };

    abstract KeyPolicy policy();

    /** The dice of one instance. The first roll is the share of the jitter, 0.5 being none; all others are of pauses. */
    abstract DoubleSupplier dice(SplittableRandom random);
}
