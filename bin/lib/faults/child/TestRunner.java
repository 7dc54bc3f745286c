import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests one after the other, each {@code Class#method} or {@code Class#method ROW}. Writes a line into the file of the first
 * argument whenever a JUnit node begins or ends, and the lines of its failure. The last line of a test is its result: {@code result
 * green 1200 3400}, with the milliseconds of CPU time and of wall time.
 */
final class TestRunner implements TestExecutionListener {

    private static final String FAILURE = "failure ";

    private final Path reports;
    private int ran;
    private boolean red;

    private TestRunner(Path reports) {
        this.reports = reports;
    }

    public static void main(String[] args) throws Exception {
        for (int at = 1; at < args.length; at++) {
            new TestRunner(Path.of(args[0])).run(args[at]);
        }
        System.exit(0); // even if threads are left
    }

    private void run(String test) throws Exception {
        long began = System.nanoTime();
        long used = cpuTime();
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request().selectors(selector(test)).build(), this);
        String outcome = red ? "red" : ran > 0 ? "green" : "nothing-ran";
        long cpuMillis = (cpuTime() - used) / 1_000_000;
        long wallMillis = (System.nanoTime() - began) / 1_000_000;
        report("result " + outcome + " " + cpuMillis + " " + wallMillis);
    }

    private static long cpuTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Returns the failure with its causes and suppressed exceptions. */
    private static String told(Throwable failure) {
        StringBuilder told = new StringBuilder(failure.toString());
        if (failure.getCause() != null) {
            told.append("\n  because of ").append(told(failure.getCause()));
        }
        for (Throwable each : failure.getSuppressed()) {
            told.append("\n  ").append(told(each));
        }
        return told.toString();
    }

    @Override
    public void executionStarted(TestIdentifier node) {
        report("begin " + node.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier node, TestExecutionResult result) {
        red |= result.getStatus() == TestExecutionResult.Status.FAILED;
        ran += node.isTest() && result.getStatus() != TestExecutionResult.Status.ABORTED ? 1 : 0;
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            String failure = node.getDisplayName() + ": " + result.getThrowable().map(TestRunner::told).orElse("");
            failure.lines().forEach(line -> report(FAILURE + line));
        }
        report("end " + node.getUniqueId());
    }

    private synchronized void report(String line) {
        try {
            Files.writeString(reports, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DiscoverySelector selector(String test) throws Exception {
        String[] parts = test.split("[# ]");
        Class<?> type = Class.forName(parts[0]);
        Method method = null;
        for (Class<?> owner = type; method == null; owner = owner.getSuperclass()) {
            for (Method candidate : owner.getDeclaredMethods()) {
                method = candidate.getName().equals(parts[1]) ? candidate : method;
            }
        }
        return parts.length == 2
                ? selectMethod(type, method)
                : selectIteration(selectMethod(type, method), Rows.index(type, method, parts[2]));
    }
}
