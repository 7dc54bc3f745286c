package io.busha.resourceserver.key;

/**
 * Limits how often tokens may cause a fetch: two in a row, then one per cool-down; within any duration at most duration / cool-down + 2.
 * Times are those of {@link System#nanoTime()}. Not thread-safe.
 */
final class FetchBudget {

    private final long coolDown;
    private long paidUntil;

    FetchBudget(long coolDown, long now) {
        this.coolDown = coolDown;
        this.paidUntil = now;
    }

    /** Takes one fetch from the budget and returns true if one is left. */
    boolean take(long now) {
        return takeIfOwing(coolDown, now);
    }

    /** Takes one fetch from the budget and returns true if two are left, so that one remains for an unknown key id. */
    boolean takeSpare(long now) {
        return takeIfOwing(0, now);
    }

    private boolean takeIfOwing(long maxDebt, long now) {
        long debt = Math.max(paidUntil - now, 0);
        if (debt > maxDebt) {
            return false;
        }
        paidUntil = now + debt + coolDown;
        return true;
    }
}
