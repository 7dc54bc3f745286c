package io.busha.resourceserver.key;

/**
 * How often tokens may make us fetch: twice at once, then once per cool-down; at most duration / cool-down + 2 in any
 * duration. Not thread-safe. Times are those of {@link System#nanoTime()}.
 */
final class FetchBudget {

    private final long coolDown;
    private long paidUntil;

    FetchBudget(long coolDown, long now) {
        this.coolDown = coolDown;
        this.paidUntil = now;
    }

    /** Takes one fetch out, if there is one. */
    boolean take(long now) {
        return takeIfOwing(coolDown, now);
    }

    /** Takes one fetch out, if both are there: one is left for whoever needs it more. */
    boolean takeSpare(long now) {
        return takeIfOwing(0, now);
    }

    private boolean takeIfOwing(long most, long now) {
        long debt = Math.max(paidUntil - now, 0);
        if (debt > most) {
            return false;
        }
        paidUntil = now + debt + coolDown;
        return true;
    }
}
