package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A verification result must not be used for another token, nor beyond its time. Allowlists are not part of this contract. */
final class TokenMixRows {

    private static final int USERS = 16;
    private static final int ROUNDS = 20;

    private TokenMixRows() {}

    /** Token cache mixes up tokens. */
    static void mixed(Bench bench, Cases cases) throws Exception {
        String token = bench.mint().sign();
        String[] parts = token.split("\\.", -1);
        for (int i = 0; i < 3; i++) {
            cases.checkInTurn(
                    "remembered from an earlier request", Request.get("/me").bearer(token), Verdict.accepted());
        }
        for (int part = 0; part < 3; part++) {
            byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
                for (int bit : new int[] {1, 128}) {
                    String name = "another bit in byte " + at + " of part " + part;
                    cases.check(name, Request.get("/me").bearer(flipped(parts, part, at, bit)), refusedFor(part));
                }
            }
        }
        cases.checkInTurn("the valid token again", Request.get("/me").bearer(token), Verdict.accepted());
        for (String end : List.of("A", "AA", "=", ".")) {
            cases.check("with " + end + " after it", Request.get("/me").bearer(token + end), Verdict.notLetIn());
        }
        String read = bench.mint().scopes("balances:read").sign();
        cases.checkInTurn("on its route", Request.get("/balances").bearer(read), Verdict.accepted());
        Verdict insufficient = Verdict.refused(Problem.INSUFFICIENT_SCOPE, "balances:read transfers:write");
        cases.checkInTurn("on a stricter route", Request.get("/both").bearer(read), insufficient);
        cases.checkInTurn("back on its route", Request.get("/balances").bearer(read), Verdict.accepted());
        Bench other = bench.another(Map.of(), issuer -> {});
        cases.check(
                other,
                "the token of another issuer",
                Request.get("/me").bearer(token),
                Verdict.refused(Problem.UNKNOWN_KEY));
        Bench client = bench.beside(Map.of("client-id", Bench.OTHER_CLIENT));
        cases.check(
                client,
                "at the door of another client",
                Request.get("/me").bearer(token),
                Verdict.refused(Problem.WRONG_CLIENT));
        expiring(bench, cases);
    }

    private static Verdict refusedFor(int part) {
        return part == 0
                ? Verdict.refusedAs(
                        Problem.MALFORMED_HEADER,
                        Problem.WRONG_ALGORITHM,
                        Problem.UNKNOWN_KEY,
                        Problem.INVALID_SIGNATURE,
                        Problem.WRONG_TYPE)
                : Verdict.refused(Problem.INVALID_SIGNATURE);
    }

    private static String flipped(String[] parts, int part, int at, int bit) {
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
        bytes[at] ^= (byte) bit;
        String[] changed = parts.clone();
        changed[part] = Forge.base64url(bytes);
        return String.join(".", changed);
    }

    private static void expiring(Bench bench, Cases cases) throws Exception {
        Bench exact = bench.beside(Map.of("clock-skew", "0s"));
        cases.play("expired after it was verified", () -> {
            Instant end;
            Request request;
            do { // repeat if the machine was too busy to answer before the token expired
                end = Instant.now().plusSeconds(3);
                request = Request.get("/me").bearer(exact.mint().expiresAt(end).sign());
                exact.check(request, Verdict.answered());
            } while (!Instant.now().isBefore(end));
            exact.check(request, Verdict.accepted());
            while (Instant.now().isBefore(end)) {
                LockSupport.parkNanos(1_000_000);
            }
            exact.check(request, Verdict.refused(Problem.EXPIRED));
        });
    }

    /** Concurrent callers are mixed up. */
    static void concurrent(Bench bench, Cases cases) {
        cases.play("many concurrent users", () -> concurrent(bench));
    }

    private static void concurrent(Bench bench) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        List<Future<?>> running = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            String name = "user-" + user;
            boolean reads = user % 2 == 0;
            String token = bench.mint()
                    .subject(name)
                    .scopes(reads ? "balances:read" : "openid")
                    .sign();
            running.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    Map<String, Object> seen = AcceptRows.json(Request.get("/me")
                            .bearer(token)
                            .send(bench.door().uri())
                            .body());
                    assertThat(seen)
                            .containsEntry("sub", name)
                            .containsEntry("mdc_sub", name)
                            .containsEntry("in_role_balances", reads);
                    int status = Request.get("/balances")
                            .bearer(token)
                            .send(bench.door().uri())
                            .status();
                    assertThat(status).isEqualTo(reads ? 200 : 403);
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
    }
}
