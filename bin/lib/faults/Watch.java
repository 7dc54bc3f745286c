import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Distinguishes a process that hangs from a slow one. A process hangs if, since its last report, it has used far more CPU time than its
 * test needs, or has been idle for long: it used no CPU time and did not wait for a core. A process that waits for a core on a loaded
 * machine is not idle.
 */
final class Watch {

    static final Duration POLL = Duration.ofMillis(500);

    /** More CPU time than the JVM's own threads use while it is idle. */
    private static final Duration IDLE = POLL.dividedBy(20);

    private static final Path PROC = Path.of("/proc");

    private final Process process;
    private final Path reports;
    private long reported;
    private Duration used = Duration.ZERO;
    private Duration usedAtReport = Duration.ZERO;
    private int still;

    Watch(Process process, Path reports) {
        this.process = process;
        this.reports = reports;
    }

    /** Waits until the process ends, and kills it if it hangs. Returns whether it ended by itself. */
    boolean endsWithin(Effort effort) throws IOException, InterruptedException {
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            look();
            if (used.minus(usedAtReport).compareTo(effort.cpu()) > 0 || still > effort.stillPolls()) {
                processes().forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
                return false;
            }
        }
        return true;
    }

    private void look() throws IOException {
        Duration now = processes()
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
        boolean moves = now.minus(used).compareTo(IDLE) > 0 || wantsToRun();
        used = now;
        still = moves ? still : still + 1;
        if (Files.size(reports) > reported) {
            reported = Files.size(reports);
            usedAtReport = used;
            still = 0;
        }
    }

    /** Returns whether one of its threads runs or waits for a core. Works only on Linux; elsewhere only CPU time counts. */
    private boolean wantsToRun() {
        return processes().anyMatch(each -> tasks(each).stream().anyMatch(Watch::isRunnable));
    }

    private static List<Path> tasks(ProcessHandle process) {
        try (Stream<Path> tasks = Files.list(PROC.resolve(process.pid() + "/task"))) {
            return tasks.toList();
        } catch (IOException e) {
            return List.of(); // not Linux, or it has just ended
        }
    }

    /** Reads the state letter after the name in parentheses, see proc(5). */
    private static boolean isRunnable(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return stat.startsWith("R", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }
}
