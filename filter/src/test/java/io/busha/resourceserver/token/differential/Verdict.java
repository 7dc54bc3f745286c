package io.busha.resourceserver.token.differential;

/** What a verifier makes of a token. */
sealed interface Verdict {

    record Accepted(Facts facts) implements Verdict {}

    record Refused(String why) implements Verdict {}

    /** It threw what no caller expects. */
    record Broken(Throwable cause) implements Verdict {}
}
