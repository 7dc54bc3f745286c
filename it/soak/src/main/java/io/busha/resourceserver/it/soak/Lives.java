package io.busha.resourceserver.it.soak;

/** How often the application was replaced, and under which circumstances. Not thread-safe. */
final class Lives {

    private int redeploys;
    private int inFetches;
    private int inOutages;
    private int outlasted;
    private int blocked;
    private int maxThreads;

    void redeployed(boolean inFetch, boolean inOutage) {
        redeploys++;
        inFetches += inFetch ? 1 : 0;
        inOutages += inOutage ? 1 : 0;
    }

    /** Counts a start whose saved keys became too old during an outage. */
    void outlastedKeys() {
        outlasted++;
    }

    void blocked() {
        blocked++;
    }

    void threads(int alive) {
        maxThreads = Math.max(maxThreads, alive);
    }

    int redeploys() {
        return redeploys;
    }

    /** Returns the replacements during a fetch. */
    int inFetches() {
        return inFetches;
    }

    int inOutages() {
        return inOutages;
    }

    int outlasted() {
        return outlasted;
    }

    int blockedPhases() {
        return blocked;
    }

    int maxThreads() {
        return maxThreads;
    }
}
