package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** An issuer and a door that trusts it. Opens further issuers and doors on demand. */
final class Bench implements AutoCloseable {

    static final String OTHER_CLIENT = "second-client";
    static final String ROUTES = """
            GET /table/open open
            GET /table/public/** open
            GET,POST /table/me authenticated
            GET /table/balances balances:read
            GET /table/both balances:read transfers:write
            GET /table/pay transfers:write critical
            GET /table/any any(balances:read transfers:write)
            * /table/closed closed
            GET /table/accounts/*/statement balances:read
            GET /narrowed transfers:write
            GET /foo/bar/** balances:read
            GET /foo/** open
            GET /bar/** balances:read
            GET /statement open
            GET /api open
            GET /api/statement balances:read
            GET /fw/open/** open
            GET /fw/secret balances:read
            GET /static/** open
            GET /vault/** balances:read
            GET /welcome/** open
            GET /folder-only/ open
            GET /file-only/index.html open
            GET /hall/** open
            GET /lounge/** balances:read
            GET /do/open.do open
            GET /do/scoped.do balances:read
            GET /pages/open.jsp open
            GET /pages/scoped.jsp balances:read
            GET /WEB-INF/pages/inside.jsp authenticated
            GET /dispatch/stricter balances:read
            GET /partners/** authenticated
            GET /reports/salaries balances:read
            * /reports/** open
            GET /acc/vip balances:read
            GET /acc/{id} authenticated
            DELETE,POST /acc/{id} transfers:write
            GET /ws/code/line transfers:write
            GET /ws/code/open open
            """;
    /** Settings with short refresh intervals for keys. */
    static final Map<String, String> QUICK = Map.of("unknown-kid-cool-down", "1s", "jwks-retry-cap", "1s");
    /** Settings with short refresh intervals and short waits, for issuers that are down. */
    static final Map<String, String> IMPATIENT =
            Map.of("unknown-kid-cool-down", "1s", "jwks-retry-cap", "1s", "key-wait", "1s");

    private static final int KEY_BITS = 2048;

    /** Opens the application under test with these settings. */
    @FunctionalInterface
    interface Opener {
        Door open(Map<String, String> settings) throws Exception;
    }

    private final Opener opener;
    private final Set<String> containerLogs;
    private final LocalIssuer issuer;
    private final boolean ownsIssuer;
    private final Door door;
    private final Queue<Bench> others = new ConcurrentLinkedQueue<>();
    private final Set<String> presented = ConcurrentHashMap.newKeySet();

    /** One canary for each set of presented tokens, because many requests present the same ones. */
    private final Map<List<String>, Canary> canaries = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private int rotations;

    private Bench(
            Opener opener,
            Set<String> containerLogs,
            LocalIssuer issuer,
            boolean ownsIssuer,
            Map<String, String> settings)
            throws Exception {
        this.opener = opener;
        this.containerLogs = containerLogs;
        this.issuer = issuer;
        this.ownsIssuer = ownsIssuer;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("issuer", issuer.uri().toString());
        all.put("client-id", LocalIssuer.CLIENT_ID + "," + OTHER_CLIENT);
        all.put("key-wait", "10s"); // fetches are slow on a busy machine
        all.put("routes", ROUTES);
        all.putAll(settings);
        this.door = opener.open(all);
    }

    static Bench open(Opener opener, Set<String> containerLogs) throws Exception {
        return new Bench(opener, containerLogs, issuerWith("first"), true, Map.of());
    }

    private static LocalIssuer issuerWith(String pair) {
        return LocalIssuer.start(KeyRing.pair(KEY_BITS, pair));
    }

    /** Opens another door with an issuer of its own, prepared before the door opens. Both are closed at the end of the row. */
    Bench another(Map<String, String> settings, Consumer<LocalIssuer> prepare) throws Exception {
        LocalIssuer own = issuerWith("other");
        prepare.accept(own);
        return kept(new Bench(opener, containerLogs, own, true, settings));
    }

    /** Opens another door for this issuer. It is closed at the end of the row. */
    Bench beside(Map<String, String> settings) throws Exception {
        return kept(new Bench(opener, containerLogs, issuer, false, settings));
    }

    /** Closes the bench at once if its row was given up before this thread opened it. */
    private Bench kept(Bench other) {
        others.add(other);
        if (closed) {
            closeOthers();
            throw new IllegalStateException("The bench is closed");
        }
        return other;
    }

    LocalIssuer issuer() {
        return issuer;
    }

    /** Makes the issuer publish a new key and sign with it from now on. Each call uses another key pair. */
    SigningKey rotate() {
        SigningKey next = KeyRing.pair(KEY_BITS, "rotation " + ++rotations);
        issuer.rotate(next);
        return next;
    }

    Door door() {
        return door;
    }

    /** Returns the prefixes of the names of the container's own loggers. */
    Set<String> containerLogs() {
        return containerLogs;
    }

    /** Returns a token with every scope. */
    TokenMint mint() {
        return issuer.accessToken().scopes("balances:read", "transfers:write");
    }

    /** Returns every token that was sent through this bench. */
    Set<String> presented() {
        return presented;
    }

    void check(Request request, Verdict verdict) {
        presented.addAll(request.tokens());
        String name = UUID.randomUUID().toString();
        RawHttp.Response response = request.header(Door.CASE + ": " + name).send(door.uri());
        verdict.judge(new Verdict.Answer(request, response, door.handled(name), door.front(), door.framework()));
        Canary canary = canaries.computeIfAbsent(request.tokens(), Canary::of);
        assertThat(canary.findIn(response.head() + response.body()))
                .as("piece of the token in the response")
                .isEmpty();
    }

    void closeOthers() {
        for (Bench other = others.poll(); other != null; other = others.poll()) {
            other.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        closeOthers();
        door.close();
        if (ownsIssuer) {
            issuer.close();
        }
    }
}
