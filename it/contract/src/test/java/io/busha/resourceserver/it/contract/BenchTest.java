package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchTest {

    private final List<CountedDoor> doors = new ArrayList<>();

    /** A row opens benches from its own threads, and may be closed meanwhile because it failed. */
    @Test
    void closesBenchOpenedDuringClose() throws Exception {
        Bench bench = Bench.open(settings -> counted(), Set.of());
        bench.another(Map.of(), issuer -> {});
        doors.get(1).onClose = () -> openLate(bench);

        bench.close();

        assertThat(doors).hasSize(3).allMatch(door -> door.closed);
    }

    private void openLate(Bench bench) {
        assertThatIllegalStateException().isThrownBy(() -> bench.another(Map.of(), issuer -> {}));
    }

    private CountedDoor counted() {
        CountedDoor door = new CountedDoor();
        doors.add(door);
        return door;
    }

    private static final class CountedDoor implements Door {

        private Runnable onClose = () -> {};
        private boolean closed;

        @Override
        public URI uri() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int handled(String name) {
            return 0;
        }

        @Override
        public boolean bodyTouched() {
            return false;
        }

        @Override
        public String meters() {
            return "";
        }

        @Override
        public void close() {
            onClose.run();
            closed = true;
        }
    }
}
