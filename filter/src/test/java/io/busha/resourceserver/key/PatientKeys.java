package io.busha.resourceserver.key;

import io.busha.resourceserver.Patience;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Keys fetched over real HTTP with limits that a busy machine does not reach. */
final class PatientKeys {

    private PatientKeys() {}

    static KeySource of(IssuerLocation location) {
        return KeySources.ofIssuer(
                location,
                KeyPolicy.builder().keyWait(Patience.LIMIT).build(),
                new FetchLimits(Patience.LIMIT, Patience.LIMIT, Patience.LIMIT),
                new KeyMeters(new SimpleMeterRegistry(), Tags.empty()));
    }
}
