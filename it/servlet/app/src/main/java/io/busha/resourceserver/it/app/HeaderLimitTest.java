package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that the longest token accepted by default fits into the default header limit of a container. */
public abstract class HeaderLimitTest {

    private static final int LONGEST_TOKEN = 6144;
    private static final int STEP = 1024;
    private static final int MOST = 2 * 1024 * 1024;

    /** For subclasses. */
    protected HeaderLimitTest() {}

    /** Starts a server with its default limits. */
    protected abstract WarServer startWithDefaults() throws Exception;

    /** Returns the server's name in the output. */
    protected abstract String server();

    /** Returns the server's status for too large headers. */
    protected abstract int refusal();

    @Test
    final void acceptsLongestTokenAndRejectsMuchLargerHeaders() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                War war = War.assemble(WebXml.with(
                        Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "10s")));
                WarServer server = startWithDefaults();
                ServletDoor door = server.deploy(war)) {
            String token = longest(issuer);
            assertThat(token).hasSizeBetween(LONGEST_TOKEN - 3, LONGEST_TOKEN);
            assertThat(call(door.uri(), token, 0).status()).isEqualTo(200);
            int size = STEP;
            while (call(door.uri(), token, size).status() == 200) {
                assertThat(size).isLessThan(MOST);
                size *= 2;
            }
            printAndCheck(door, token, size);
        }
    }

    /** Finds the smallest refused size in steps, prints it and checks the status. */
    private void printAndCheck(ServletDoor door, String token, int refused) {
        int low = refused / 2;
        int high = refused;
        while (high - low > STEP / 4) {
            int middle = (low + high) / 2;
            boolean taken = call(door.uri(), token, middle).status() == 200;
            low = taken ? middle : low;
            high = taken ? high : middle;
        }
        RawHttp.Response answer = call(door.uri(), token, high);
        assertThat(answer.status()).isEqualTo(refusal());
        assertThat(answer.body()).doesNotContain("urn:busha:problem");
        System.out.printf(
                "header limit: %s takes %d characters of headers and refuses %d with %d%n",
                server(), token.length() + low, token.length() + high, answer.status());
    }

    private static String longest(LocalIssuer issuer) {
        int bare = issuer.accessToken().claim("pad", "").sign().length();
        return issuer.accessToken()
                .claim("pad", "x".repeat((LONGEST_TOKEN - bare) * 3 / 4 - 1))
                .sign();
    }

    private static RawHttp.Response call(URI uri, String token, int more) {
        return RawHttp.get(uri, "/me", "Authorization: Bearer " + token, "X-More: " + "x".repeat(more));
    }
}
