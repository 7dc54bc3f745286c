import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells a process that hangs from a slow one. Since its last report, one that hangs has used far more CPU time than its test
 * ever needed, or has stood still for long: it used no CPU time, and wanted none. A process that a loaded machine keeps
 * waiting wants some, and is left alone.
 */
final class Watch {

    static final Duration POLL = Duration.ofMillis(500);

    /** More than what the JVM's own threads use while nothing happens. */
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

    /** Waits until the process ends, which it is made to where it hangs; whether it ended by itself. */
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

    /** Whether one of its threads runs or waits for a core; told by Linux alone, elsewhere the CPU time must do. */
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

    /** By the letter after the name in brackets, see proc(5). */
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
