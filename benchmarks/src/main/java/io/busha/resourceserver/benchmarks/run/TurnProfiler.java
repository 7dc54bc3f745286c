package io.busha.resourceserver.benchmarks.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** Measures nothing: delays every iteration of this JVM until {@link Turns} gives it its turn. For JMH. */
public final class TurnProfiler implements InternalProfiler {

    /** The system property that holds the port of {@link Turns}. */
    static final String PORT = "busha.bench.turns";
    /** The system property that holds the name of the benchmark. */
    static final String NAME = "busha.bench.name";

    private static @Nullable Socket turns;

    /** Created by JMH. */
    public TurnProfiler() {}

    @Override
    public String getDescription() {
        return "takes turns with the other benchmarks";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        try {
            new DataInputStream(turns().getInputStream()).readByte();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        try {
            turns().getOutputStream().write(Turns.OVER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of();
    }

    private static Socket turns() throws IOException {
        Socket socket = turns;
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
            new DataOutputStream(socket.getOutputStream()).writeUTF(System.getProperty(NAME));
            turns = socket;
        }
        return socket;
    }
}
