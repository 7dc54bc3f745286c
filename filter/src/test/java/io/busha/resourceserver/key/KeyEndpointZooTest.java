package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key endpoints as found in practice, on real sockets: docs/keys.md lists the results. */
class KeyEndpointZooTest {

    private static final Map<String, String> SEEN = new LinkedHashMap<>();

    @ParameterizedTest
    @MethodSource("rows")
    void behavesAsTheTableSays(ZooRow row) throws IOException {
        assumeTrue(isOfThisMachine(row.address()), "this machine has no " + row.address());
        SEEN.put(row.name(), row.outcome());
        assertThat(SEEN.get(row.name()))
                .isEqualTo(
                        ZooTable.isToBeWritten()
                                ? SEEN.get(row.name())
                                : ZooTable.read().get(row.name()));
    }

    private static boolean isOfThisMachine(String address) {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void coversEveryRowOfTheTable() throws Exception {
        assumeTrue(!ZooTable.isToBeWritten());
        assertThat(rows().map(ZooRow::name))
                .containsExactlyElementsOf(ZooTable.read().keySet());
    }

    @AfterAll
    static void write() throws Exception {
        if (ZooTable.isToBeWritten()) {
            Map<String, String> before = ZooTable.read();
            Map<String, String> table = new LinkedHashMap<>();
            rows().map(ZooRow::name)
                    .forEach(name -> table.put(name, SEEN.getOrDefault(name, before.getOrDefault(name, "not seen"))));
            ZooTable.write(table);
        }
    }

    static Stream<ZooRow> rows() throws GeneralSecurityException {
        return Stream.concat(ZooAnswers.rows(), ZooWays.rows());
    }
}
