package io.busha.resourceserver.token.differential;

/** The result of a verifier for a token. */
sealed interface Verdict {

    record Accepted(Facts facts) implements Verdict {}

    record Refused(String why) implements Verdict {}

    /** The verifier threw an exception that no caller expects. */
    record Broken(Throwable cause) implements Verdict {}
}
