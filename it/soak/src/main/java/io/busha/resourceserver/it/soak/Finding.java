package io.busha.resourceserver.it.soak;

/** What the judge says of an answer. */
enum Finding {
    RIGHT("right", true),
    REFUSED_UNDER_FLOOD("refused under a flood, within a cool-down", true),
    WRONGLY_ACCEPTED("wrongly accepted", false),
    WRONGLY_REFUSED("wrongly refused", false),
    OUTAGE_AS_REFUSAL("401 in an outage", false),
    UNPROMISED_5XX("5xx outside promises", false),
    UNEXPECTED("no answer, or another status", false),
    TOO_SLOW("too slow", false);

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
