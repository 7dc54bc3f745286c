package io.busha.resourceserver.it.soak;

/** How often the application was replaced, and in what circumstances. Not thread-safe. */
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

    /** The keys that the application was started with became too old in an outage. */
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

    /** Those in the middle of a fetch. */
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
