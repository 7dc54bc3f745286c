package io.busha.resourceserver.benchmarks.subject;

import java.util.List;

/** A configured rival. Thread-safe. */
@FunctionalInterface
public interface Validator {

    /** Returns its result for a valid token and throws for any other. */
    Object validate(String token) throws Exception;

    /** Busha's rule for a claim that the libraries require: an absent audience is as valid as our own. */
    static boolean allowsAudience(List<String> audience) {
        return audience.isEmpty() || audience.contains(Tokens.CLIENT_ID);
    }

    /** Throws if a rule that a library has no setting for is broken. */
    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the claims are not acceptable");
        }
    }
}
