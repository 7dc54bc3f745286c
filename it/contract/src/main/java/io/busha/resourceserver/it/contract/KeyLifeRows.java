package io.busha.resourceserver.it.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Rotated and withdrawn keys, and an issuer that fails. */
final class KeyLifeRows {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final int REQUESTS = 2_000;
    private static final int THREADS = 16;

    private KeyLifeRows() {}

    /** Kid flood: fetches stay within the published bound, and known keys never wait. */
    static void kidFlood(Bench bench, Cases cases) throws Exception {
        Bench flooded = bench.another(Bench.IMPATIENT, issuer -> {});
        cases.play("fetches stay within duration / cool-down + 2", () -> {
            warm(flooded);
            int before = flooded.issuer().jwksFetches();
            long start = System.nanoTime();
            AtomicInteger slow = new AtomicInteger();
            flood(flooded, slow);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
            assertThat(flooded.issuer().jwksFetches() - before).isLessThanOrEqualTo(Math.toIntExact(seconds) + 2);
            assertThat(slow).as("requests with a known key that had to wait").hasValue(0);
        });
        cases.play("a rotated key is accepted after the flood", () -> {
            SigningKey rotated = flooded.rotate();
            String token = flooded.mint().signedBy(rotated).sign();
            assertThat(eventually(flooded, token, 200).status()).isEqualTo(200);
        });
        cases.play("a token with a known key is accepted while the issuer hangs", () -> {
            flooded.issuer().misbehave(Fault.HANG);
            AtomicInteger slow = new AtomicInteger();
            flood(flooded, slow, 200);
            assertThat(slow).hasValue(0);
            flooded.issuer().misbehave(Fault.NONE);
        });
    }

    private static void warm(Bench bench) throws Exception {
        assertThat(eventually(bench, bench.mint().sign(), 200).status()).isEqualTo(200);
    }

    private static void flood(Bench bench, AtomicInteger slow) throws Exception {
        flood(bench, slow, REQUESTS);
    }

    /** Sends unknown key ids from many threads, with an occasional known one. */
    private static void flood(Bench bench, AtomicInteger slow, int requests) throws Exception {
        String known = bench.mint().sign();
        String[] parts = known.split("\\.", -1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> running = new ArrayList<>();
        IntStream.range(0, requests)
                .forEach(i -> running.add(threads.submit(() -> {
                    String header = Forge.json("{'alg':'RS256','kid':'" + UUID.randomUUID() + "','typ':'JWT'}");
                    String junk = Forge.base64url(header.getBytes(UTF_8)) + "." + parts[1] + "." + parts[2];
                    assertThat(me(bench, junk).status()).isIn(401, 503); // 503 if its fetch takes longer than it waits
                    if (i % 20 == 0) {
                        Lapse lapse = Lapse.begin();
                        assertThat(me(bench, known).status()).isEqualTo(200);
                        if (!lapse.isShorterThan(Duration.ofMillis(900))) {
                            slow.incrementAndGet();
                        }
                    }
                })));
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static RawHttp.Response me(Bench bench, String token) {
        return RawHttp.get(bench.door().uri(), "/me", "Authorization: Bearer " + token);
    }

    private static RawHttp.Response eventually(Bench bench, String token, int status) throws Exception {
        return Await.until(response -> response.status() == status, () -> me(bench, token));
    }

    /** Key withdrawn but still trusted: its tokens are refused within the TTL, even if they were verified before. */
    static void withdrawn(Bench bench, Cases cases) throws Exception {
        Bench quick = bench.another(Map.of("jwks-cache-ttl", "10s", "unknown-kid-cool-down", "1s"), issuer -> {});
        cases.play("refused within the TTL", () -> {
            String token = quick.mint().sign();
            for (int i = 0; i < 10; i++) {
                quick.check(Request.get("/me").bearer(token), Verdict.accepted());
            }
            SigningKey old = quick.issuer().currentKey();
            quick.rotate();
            quick.issuer().withdraw(old.kid());
            Await.until(TTL.plusSeconds(2), response -> response.status() == 401, () -> me(quick, token));
            quick.check(Request.get("/me").bearer(token), Verdict.refused(Problem.UNKNOWN_KEY));
            quick.check(Request.get("/me").bearer(quick.mint().sign()), Verdict.accepted());
        });
    }

    /** Rotation: the issuer signs with a new key at once. */
    static void rotation(Bench bench, Cases cases) throws Exception {
        Bench quick = bench.another(Bench.QUICK, issuer -> {});
        cases.play("the first token of a new key is accepted", () -> {
            warm(quick);
            String old = quick.mint().sign();
            quick.rotate();
            quick.check(Request.get("/me").bearer(quick.mint().sign()), Verdict.accepted());
            quick.check(Request.get("/me").bearer(old), Verdict.accepted());
        });
        cases.play("a key that is published later", () -> {
            SigningKey late = quick.issuer().rotateUnpublished();
            String token = quick.mint().signedBy(late).sign();
            quick.check(Request.get("/me").bearer(token), Verdict.refused(Problem.UNKNOWN_KEY));
            quick.issuer().publish(late);
            assertThat(eventually(quick, token, 200).status()).isEqualTo(200);
        });
    }

    /** Stale kid: the token names an older key of the issuer than the one that signed it. */
    static void staleKid(Bench bench, Cases cases) throws Exception {
        Bench strict = bench.another(Map.of(), issuer -> {});
        Bench tolerant = bench.another(Map.of("tolerate-stale-kid", "true"), issuer -> {});
        for (Bench each : List.of(strict, tolerant)) {
            String name = each == strict ? "strict: " : "tolerant: ";
            SigningKey old = each.issuer().currentKey();
            Request forged = Request.get("/me")
                    .bearer(each.mint()
                            .signedBy(ErrorTable.Attacker.KEY)
                            .header("kid", old.kid())
                            .sign());
            warm(each);
            each.rotate();
            Request refreshed = Request.get("/me")
                    .bearer(each.mint().header("kid", old.kid()).sign());
            warm(each);
            cases.check(
                    each,
                    name + "named another key",
                    refreshed,
                    each == strict ? Verdict.refused(Problem.INVALID_SIGNATURE) : Verdict.accepted());
            cases.check(each, name + "signed by no key", forged, Verdict.refused(Problem.INVALID_SIGNATURE));
        }
    }

    /** Outage looks like a bad token. Faults of TLS and DNS are tested elsewhere. */
    static void outage(Bench bench, Cases cases) throws Exception {
        EnumSet<Fault> faults = EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.ONE_MALFORMED_KEY));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Map<Fault, Future<Bench>> opened = new EnumMap<>(Fault.class);
        for (Fault fault : faults) {
            opened.put(fault, threads.submit(() -> bench.another(Bench.IMPATIENT, issuer -> issuer.misbehave(fault))));
        }
        // Open all doors before timing the first answer, because opening them uses all cores.
        Map<Fault, Bench> down = new EnumMap<>(Fault.class);
        for (Map.Entry<Fault, Future<Bench>> each : opened.entrySet()) {
            down.put(each.getKey(), each.getValue().get());
        }
        down.forEach((fault, door) -> {
            Future<?> result = threads.submit(() -> {
                life(door, fault);
                return null;
            });
            cases.play(fault.toString(), result::get);
        });
        Bench malformed = bench.another(Bench.QUICK, issuer -> issuer.misbehave(Fault.ONE_MALFORMED_KEY));
        cases.check(
                malformed,
                "one malformed key",
                Request.get("/me").bearer(malformed.mint().sign()),
                Verdict.accepted());
        cases.play("all threads end", () -> {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        });
    }

    private static void life(Bench bench, Fault fault) throws Exception {
        String token = bench.mint().sign();
        Lapse lapse = Lapse.begin();
        bench.check(Request.get("/me").bearer(token), Verdict.refused(Problem.KEYS_UNAVAILABLE));
        bench.check(Request.get("/open").bearer(token), Verdict.refused(Problem.KEYS_UNAVAILABLE));
        bench.check(Request.get("/open"), Verdict.accepted("anonymous"));
        assertThat(lapse.soFar()).as("wait during the outage").isLessThan(Duration.ofSeconds(5));
        assertThat(bench.issuer().redirectsFollowed()).isZero();

        bench.issuer().misbehave(Fault.NONE);
        assertThat(eventually(bench, token, 200).status())
                .as("status after the outage")
                .isEqualTo(200);

        bench.issuer().misbehave(fault);
        String unknown = bench.mint().header("kid", "nobody").sign();
        bench.check(Request.get("/me").bearer(token), Verdict.accepted());
        if (fault != Fault.OTHER_ISSUER) {
            assertThat(eventually(bench, unknown, 503).status())
                    .as("status for an unknown key during the outage")
                    .isEqualTo(503);
            bench.check(Request.get("/me").bearer(unknown), Verdict.refused(Problem.KEYS_UNAVAILABLE));
        }
        bench.check(Request.get("/me").bearer(token), Verdict.accepted());
        String forged = bench.mint()
                .signedBy(ErrorTable.Attacker.KEY)
                .header("kid", bench.issuer().currentKey().kid())
                .sign();
        bench.check(Request.get("/me").bearer(forged), Verdict.refused(Problem.INVALID_SIGNATURE));

        bench.issuer().misbehave(Fault.NONE);
        assertThat(eventually(bench, unknown, 401).status())
                .as("status for an unknown key after the outage")
                .isEqualTo(401);
        assertThat(bench.issuer().redirectsFollowed()).isZero();
    }
}
