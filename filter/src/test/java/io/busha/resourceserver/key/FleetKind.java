package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** How the instances of a fleet schedule their fetches. */
enum FleetKind {
    /** The library's default policy. */
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

    /** No jitter, and a pause of one second after every failure: the library's code with fixed random numbers. */
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

    /** Returns the random numbers of one instance. The first is the jitter, where 0.5 means none; the others are for pauses. */
    abstract DoubleSupplier dice(SplittableRandom random);
}
