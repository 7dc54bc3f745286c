package io.busha.resourceserver.benchmarks.subject;

import java.util.List;

/** A rival, ready to be asked. Thread-safe. */
@FunctionalInterface
public interface Validator {

    /** What it makes of a token that it finds valid; of any other it throws. */
    Object validate(String token) throws Exception;

    /** Busha's rule for a claim that the libraries would rather see: no audience is as good as our own. */
    static boolean allowsAudience(List<String> audience) {
        return audience.isEmpty() || audience.contains(Tokens.CLIENT_ID);
    }

    /** Throws where a rule that a library has no setting for does not hold. */
    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the claims are not acceptable");
        }
    }
}
