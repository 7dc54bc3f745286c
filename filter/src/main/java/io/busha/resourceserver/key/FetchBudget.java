package io.busha.resourceserver.key;

/**
 * How often junk may make us fetch: twice at once, then once per cool-down; at most duration / cool-down + 2 in any
 * duration. Not thread-safe.
 */
final class FetchBudget {

    private final long coolDown;
    private long paidUntil;

    FetchBudget(long coolDown, long now) {
        this.coolDown = coolDown;
        this.paidUntil = now;
    }

    /** Takes one fetch out, if there is one. Times are those of {@link System#nanoTime()}, in nanoseconds. */
    boolean take(long now) {
        long debt = Math.max(paidUntil - now, 0);
        if (debt > coolDown) {
            return false;
        }
        paidUntil = now + debt + coolDown;
        return true;
    }
}
