package io.busha.resourceserver.token.differential;

/** A verifier that takes part. Thread-safe. */
interface Contender {
    Verdict judge(String token);
}
