package io.busha.resourceserver.it.contract;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Tokens of revoked connections, at critical endpoints and at others. */
final class RevocationRows {

    private RevocationRows() {}

    /** A revoked token is accepted. */
    static void revoked(Bench bench, Cases cases) throws Exception {
        Bench own = bench.beside(Map.of()); // other rows have sent tokens that were issued later
        cases.play("by annotation", () -> revokedAt(own, "/pay", "pay", 5));
        cases.play("by line", () -> revokedAt(own, "/table/pay", "/table/pay", 12));
        Bench all = bench.beside(Map.of("critical-endpoints", "all"));
        cases.play("at every endpoint if all are critical", () -> {
            String token = token(all, "all", Instant.now());
            all.check(Request.get("/me").bearer(token), Verdict.accepted());
            all.check(Request.get("/open").bearer(token), Verdict.accepted());
            disconnect(all, token);
            for (String path : new String[] {"/me", "/open", "/balances", "/table/balances"}) {
                all.check(Request.get(path).bearer(token), Verdict.refused(Problem.REVOKED));
            }
            all.check(Request.get("/open"), Verdict.accepted("anonymous"));
        });
        Bench allowlist = bench.beside(Map.of("revocation-mode", "allowlist"));
        cases.play("if its connection was never allowed, in the mode allowlist", () -> {
            String token = token(allowlist, "never allowed", Instant.now());
            allowlist.check(Request.get("/pay").bearer(token), Verdict.refused(Problem.REVOKED));
            connect(allowlist, token, "allowed");
            allowlist.check(Request.get("/pay").bearer(token), Verdict.accepted("pay"));
            disconnect(allowlist, token);
            connect(allowlist, token, "not allowed");
            allowlist.check(Request.get("/pay").bearer(token), Verdict.refused(Problem.REVOKED));
            String later = token(allowlist, "never allowed", Instant.now().plusSeconds(5));
            allowlist.check(Request.get("/pay").bearer(later), Verdict.refused(Problem.REVOKED));
            connect(allowlist, later, "allowed");
            allowlist.check(Request.get("/pay").bearer(later), Verdict.accepted("pay"));
        });
    }

    /**
     * Revokes a token at this endpoint.
     *
     * @param later after how many seconds the user connects again; more than in earlier cases, whose tokens put the issuer's clock ahead
     */
    private static void revokedAt(Bench bench, String path, String answer, int later) {
        String subject = UUID.randomUUID().toString();
        String token = token(bench, subject, Instant.now());
        bench.check(Request.get(path).bearer(token), Verdict.accepted(answer));

        disconnect(bench, token);

        bench.check(Request.get(path).bearer(token), Verdict.refused(Problem.REVOKED));
        bench.check(Request.get("/me").bearer(token), Verdict.accepted());
        String other = token(bench, UUID.randomUUID().toString(), Instant.now());
        bench.check(Request.get(path).bearer(other), Verdict.accepted(answer));
        String reader = bench.issuer()
                .accessToken()
                .subject(subject)
                .scopes("balances:read")
                .sign();
        bench.check(Request.get(path).bearer(reader), Verdict.refused(Problem.INSUFFICIENT_SCOPE, "transfers:write"));
        String reconnected = token(bench, subject, Instant.now().plusSeconds(later));
        bench.check(Request.get(path).bearer(reconnected), Verdict.accepted(answer));
    }

    private static String token(Bench bench, String subject, Instant issuedAt) {
        return bench.mint().subject(subject).issuedAt(issuedAt).sign();
    }

    private static void connect(Bench bench, String token, String answer) {
        bench.check(Request.of("POST", "/connect").bearer(token), Verdict.accepted(answer));
    }

    private static void disconnect(Bench bench, String token) {
        bench.check(Request.of("POST", "/disconnect").bearer(token), Verdict.accepted("revoked"));
    }
}
