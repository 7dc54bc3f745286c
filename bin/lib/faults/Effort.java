import java.time.Duration;

/** The CPU time and idle time that a test may use without a report before it counts as hung. */
record Effort(Duration cpu, int stillPolls) {

    private static final int TIMES = 10;
    private static final Effort MIN = new Effort(Duration.ofSeconds(30), polls(Duration.ofMinutes(2)));

    /** The effort for the control run, before tests are measured. */
    static final Effort UNMEASURED = new Effort(Duration.ofMinutes(10), polls(Duration.ofMinutes(10)));

    /** Returns a multiple of the effort of the test without a fault. */
    static Effort of(Duration cpu, Duration wall) {
        Duration scaled = cpu.multipliedBy(TIMES);
        return new Effort(
                scaled.compareTo(MIN.cpu) > 0 ? scaled : MIN.cpu,
                Math.max(polls(wall.multipliedBy(TIMES)), MIN.stillPolls));
    }

    private static int polls(Duration time) {
        return (int) (time.toMillis() / Watch.POLL.toMillis());
    }
}
