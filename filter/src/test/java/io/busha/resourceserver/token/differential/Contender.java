package io.busha.resourceserver.token.differential;

/** A verifier under comparison. Thread-safe. */
interface Contender {
    Verdict judge(String token);
}
