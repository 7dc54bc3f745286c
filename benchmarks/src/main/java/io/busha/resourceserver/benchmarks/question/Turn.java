package io.busha.resourceserver.benchmarks.question;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Takes turns: every thread goes round a list from its own starting point. */
@State(Scope.Thread)
public class Turn {

    private int at = ThreadLocalRandom.current().nextInt(1024);

    /** Returns the next member of the list. */
    public <T> T of(List<T> list) {
        at = at + 1 < list.size() ? at + 1 : 0;
        return list.get(at);
    }
}
