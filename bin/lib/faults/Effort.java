import java.time.Duration;

/** What a test may use without telling of progress, before it counts as hung. */
record Effort(Duration cpu, int stillPolls) {

    private static final int TIMES = 10;
    private static final Effort LEAST = new Effort(Duration.ofSeconds(30), polls(Duration.ofMinutes(2)));

    /** For the control, whose tests have not been measured yet. */
    static final Effort UNMEASURED = new Effort(Duration.ofMinutes(10), polls(Duration.ofMinutes(10)));

    /** Many times what the test used when nothing was planted. */
    static Effort of(Duration cpu, Duration wall) {
        Duration most = cpu.multipliedBy(TIMES);
        return new Effort(
                most.compareTo(LEAST.cpu) > 0 ? most : LEAST.cpu,
                Math.max(polls(wall.multipliedBy(TIMES)), LEAST.stillPolls));
    }

    private static int polls(Duration time) {
        return (int) (time.toMillis() / Watch.POLL.toMillis());
    }
}
