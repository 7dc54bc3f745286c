package io.busha.resourceserver.it.soak;

/** The judge's verdict on an answer. */
enum Finding {
    RIGHT("right", true),
    REFUSED_UNDER_FLOOD("refused under a flood, within a cool-down", true),
    NOBODY_THERE("answered by no application, while there was none", true),
    WRONGLY_ACCEPTED("wrongly accepted", false),
    WRONGLY_REFUSED("wrongly refused", false),
    OUTAGE_AS_REFUSAL("401 in an outage", false),
    UNPROMISED_5XX("5xx outside promises", false),
    UNEXPECTED("no answer, or another status", false),
    TOO_SLOW("too slow", false),
    TRUSTED_TOO_LONG("accepted when the kept keys were too old", false),
    THREADS_LEFT("threads left by an application that is gone", false),
    METERS_LEFT("meters left by an application that is gone", false),
    ASKED_BY_THE_GONE("issuer asked by an application that is gone", false),
    NOT_STARTED("application not started", false),
    NOT_FETCHED("no keys fetched while a registry and a log handler block", false);

    private final String label;
    private final boolean fine;

    Finding(String label, boolean fine) {
        this.label = label;
        this.fine = fine;
    }

    String label() {
        return label;
    }

    boolean isFine() {
        return fine;
    }
}
