package io.busha.resourceserver.it.verifier;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The contract for decisions that depend only on the token: a guard behind the HTTP server of the JDK. */
class VerifierContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws IOException {
        return new GuardDoor(settings);
    }

    @Override
    protected String door() {
        return "verifier";
    }

    @Override
    protected Set<Row> rows() {
        return Arrays.stream(Row.values())
                .filter(Row::isOfToken)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Row.class)));
    }

    /** The server logs requests before it calls anything. */
    @Override
    protected Set<String> containerLogs() {
        return Set.of("com.sun.net.httpserver", "sun.net.httpserver");
    }
}
