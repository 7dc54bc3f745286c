package io.busha.resourceserver.guard;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.route.OtherDoor;
import io.busha.resourceserver.route.Reachable;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.Presented;
import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.Refusal;
import io.busha.resourceserver.token.TokenCache;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.Verification;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request may pass. Every door asks this, and does what it says. Thread-safe. Close it to end its threads
 * and meters.
 */
public final class RequestGuard implements AutoCloseable {

    private static final Logger AUDIT_LOG = LoggerFactory.getLogger(RouteAudit.class);

    private final Settings settings;
    private final KeySource keys;
    private final @Nullable TokenCache tokenCache;
    private final TokenVerifier verifier;
    private final DenialTable denials;
    private final GuardMeters meters;
    private volatile boolean closed;

    private RequestGuard(Builder builder) {
        this.settings = builder.settings;
        this.denials = new DenialTable(settings.realm());
        this.meters = GuardMeters.named(builder.registry, builder.name);
        try {
            this.tokenCache = builder.tokenCache(meters.tags());
        } catch (RuntimeException | Error e) {
            meters.close();
            throw e;
        }
        try {
            this.keys = builder.keys != null ? builder.keys : builder.configuredKeys(meters.tags());
        } catch (RuntimeException | Error e) {
            closeMeters();
            throw e;
        }
        this.verifier = builder.verifier(keys, tokenCache);
    }

    /** A guard with these settings, that fetches the issuer's keys itself. */
    public static RequestGuard of(Settings settings) {
        return builder(settings).build();
    }

    /** A guard with these settings and something else besides. */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** The settings that this guard was made with. */
    public Settings settings() {
        return settings;
    }

    /** The verifier alone, for whoever has a token and no request. It lives as long as this guard. */
    public TokenVerifier verifier() {
        return verifier;
    }

    /** How the guard's keys do at this moment: for health checks. */
    public KeyHealth keyHealth() {
        return keys.health();
    }

    /**
     * Decides on a request, by what its endpoint declares and the route lines. Blocks where keys must be fetched first, no
     * longer than {@code key-wait}.
     */
    public Decision decide(GuardedRequest request) {
        return counted(decision(shown(request), ruleFor(request)));
    }

    /** The same as {@link #decide(GuardedRequest)}, without blocking. */
    public CompletionStage<Decision> decideAsync(GuardedRequest request) {
        Rule rule = ruleFor(request);
        return shownAsync(request).thenApply(shown -> counted(decision(shown, rule)));
    }

    private Rule ruleFor(GuardedRequest request) {
        return settings.routes().ruleFor(request.method(), request.path(), request.rawPath(), request.endpoint());
    }

    /**
     * Decides by a rule of the caller's own; route lines are not asked. Blocks as {@link #decide(GuardedRequest)}.
     *
     * @param authorization the values of the request's {@code Authorization} headers, one element a header; null is none
     */
    public Decision decide(@Nullable List<? extends @Nullable String> authorization, Rule rule) {
        return counted(decision(shown(authorization), rule));
    }

    /** The same as {@link #decide(List, Rule)}, without blocking. */
    public CompletionStage<Decision> decideAsync(@Nullable List<? extends @Nullable String> authorization, Rule rule) {
        return shownAsync(authorization).thenApply(shown -> counted(decision(shown, rule)));
    }

    /** First what was presented, on open endpoints too; then what the endpoint asks for. */
    private Decision decision(Authentication shown, Rule rule) {
        return shown instanceof Caller caller ? judge(caller, rule) : (Denial) shown;
    }

    private Authentication shown(GuardedRequest request) {
        List<? extends @Nullable String> authorization = request.authorization();
        return ofTest(request, authorization).orElseGet(() -> shown(authorization));
    }

    private CompletionStage<Authentication> shownAsync(GuardedRequest request) {
        List<? extends @Nullable String> authorization = request.authorization();
        return ofTest(request, authorization)
                .<CompletionStage<Authentication>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> shownAsync(authorization));
    }

    private static Optional<Authentication> ofTest(
            GuardedRequest request, @Nullable List<? extends @Nullable String> authorization) {
        return authorization == null || authorization.isEmpty()
                ? request.scopesOfTest().map(Caller::new)
                : Optional.empty();
    }

    private Authentication shown(@Nullable List<? extends @Nullable String> authorization) {
        return judged(verify(presented(authorization)));
    }

    private CompletionStage<Authentication> shownAsync(@Nullable List<? extends @Nullable String> authorization) {
        return verifyAsync(presented(authorization)).thenApply(this::judged);
    }

    private Presented presented(@Nullable List<? extends @Nullable String> authorization) {
        return BearerToken.from(authorization, settings.maxTokenLength());
    }

    /** Verifies a token that came without a request. Blocks as {@link #decide(GuardedRequest)}. */
    public Verification verify(String token) {
        return verify(BearerToken.of(token, settings.maxTokenLength()));
    }

    /** The same as {@link #verify(String)}, without blocking. */
    public CompletionStage<Verification> verifyAsync(String token) {
        return verifyAsync(BearerToken.of(token, settings.maxTokenLength()));
    }

    private Verification verify(Presented presented) {
        if (presented instanceof Refusal refusal) {
            return refusal;
        }
        long began = System.nanoTime();
        Verification verification = verifier.verify((BearerToken) presented);
        meters.validated(began);
        return verification;
    }

    private CompletionStage<Verification> verifyAsync(Presented presented) {
        if (presented instanceof Refusal refusal) {
            return CompletableFuture.completedFuture(refusal);
        }
        long began = System.nanoTime();
        return verifier.verifyAsync((BearerToken) presented).whenComplete((found, bug) -> meters.validated(began));
    }

    /**
     * The first half of a decision, for doors that must refuse a bad credential before they know what a request is for: whether
     * what was presented, if anything, holds. Blocks as {@link #decide(GuardedRequest)}. Let nobody in on this alone: ask
     * {@link #authorize} too.
     *
     * @param authorization the values of the request's {@code Authorization} headers, one element a header; null is none
     */
    public Authentication authenticate(@Nullable List<? extends @Nullable String> authorization) {
        return countedIfDenied(shown(authorization));
    }

    /** The same with what a request presents. */
    public Authentication authenticate(GuardedRequest request) {
        return countedIfDenied(shown(request));
    }

    /** The same with what a request presents, without blocking. */
    public CompletionStage<Authentication> authenticateAsync(GuardedRequest request) {
        return shownAsync(request).thenApply(this::countedIfDenied);
    }

    private Authentication countedIfDenied(Authentication shown) {
        return shown instanceof Denial denial ? counted(denial) : shown;
    }

    /**
     * A permit for a request that could reach nothing but what route lines leave unprotected; empty for every other one, which must be
     * judged. It leads no further than to the choice of an endpoint: ask {@link #stepAside(GuardedRequest)} there, and where that is
     * empty {@link #authenticate} and {@link #authorize}. For doors that know who decides instead.
     */
    public Optional<Permit> stepAside(GuardedRequest request, Reachable reachable) {
        return aside(!settings.routes().unprotected().isEmpty()
                && reachable.isUnprotected(settings.routes(), request.method(), request.path(), request.rawPath()));
    }

    /** The same for a request that has reached its endpoint. */
    public Optional<Permit> stepAside(GuardedRequest request) {
        return aside(ruleFor(request).isUnprotected());
    }

    private static Optional<Permit> aside(boolean isUnprotected) {
        return isUnprotected ? Optional.of(Permit.unjudged()) : Optional.empty();
    }

    /**
     * The caller whom another door has let in with this token, if it is for this guard's issuer and one of its clients and has
     * not expired: such a token need not be verified twice.
     */
    public Optional<Caller> admitted(VerifiedToken token) {
        boolean isAccepted = settings.issuer().isNamedBy(token.issuer()) && verifier.accepts(token);
        return isAccepted ? Optional.of(new Caller(token)) : Optional.empty();
    }

    /**
     * The second half: decides on the request of a caller, by what its endpoint declares and the route lines. The request's
     * {@code Authorization} headers are not asked for.
     */
    public Decision authorize(Caller caller, GuardedRequest request) {
        return counted(judge(caller, ruleFor(request)));
    }

    /**
     * Refuses a caller for whom nothing is behind the door that the request could reach, before a framework reads the request's body
     * in order to choose an endpoint. A permit leads no further than to that choice: ask {@link #authorize} at the endpoint too.
     */
    public Decision screen(Caller caller, GuardedRequest request, Reachable reachable) {
        Set<String> scopes = caller.scopes();
        boolean mayGoOn =
                reachable.admit(settings.routes(), request.method(), request.path(), request.rawPath(), scopes)
                        || (scopes != null && isUnmapped(request, reachable));
        return mayGoOn
                ? new Permit(caller.token().orElse(null))
                : counted(denial(
                        scopes,
                        reachable.required(
                                settings.routes(), request.method(), request.path(), request.rawPath(), scopes)));
    }

    /** Whether a request could reach no endpoint, and no route line is for its path. */
    public boolean isUnmapped(GuardedRequest request, Reachable reachable) {
        return reachable.isNothing() && !hasRouteLine(request);
    }

    /** Whether a route line is for the method and path of a request, whatever its endpoint. */
    public boolean hasRouteLine(GuardedRequest request) {
        return settings.routes().speaksOf(request.method(), request.path(), Endpoint.unknown());
    }

    /**
     * The answer to a caller whose token is good, and not enough for something that a framework asked behind the door.
     *
     * @param unmet what is required; the answer names its scopes, if it has some
     */
    public Denial refuse(Rule unmet) {
        return counted(denials.lacksScope(unmet.scopes()));
    }

    /** The answer to a caller without a token if one is required. */
    public Denial challenge() {
        return counted(denials.refused(Reason.NO_CREDENTIALS));
    }

    /** The answer to everybody if an endpoint is closed. */
    public Denial closed() {
        return counted(denials.refused(Reason.ENDPOINT_CLOSED));
    }

    private <T extends Decision> T counted(T decision) {
        meters.count(decision);
        return decision;
    }

    /** Whom a credential speaks for; nobody if there is none. */
    private Authentication judged(Verification verification) {
        if (verification instanceof VerifiedToken token) {
            return new Caller(token);
        }
        Refusal refusal = (Refusal) verification;
        return refusal.reason() == Reason.NO_CREDENTIALS
                ? new Caller()
                : denials.refused(refusal.reason(), refusal.retryAfter());
    }

    private Decision judge(Caller caller, Rule rule) {
        Set<String> scopes = caller.scopes();
        return rule.allows(scopes) ? new Permit(caller.token().orElse(null)) : denial(scopes, rule);
    }

    private Denial denial(@Nullable Set<String> scopes, Rule unmet) {
        if (unmet.isClosed()) {
            return denials.refused(Reason.ENDPOINT_CLOSED);
        }
        return scopes == null ? denials.refused(Reason.NO_CREDENTIALS) : denials.lacksScope(unmet.scopes());
    }

    /**
     * Says in the log what these endpoints require under the route lines: a table at INFO, a warning for each thing that
     * looks like a mistake; later, once the issuer was reached, one for each scope that it does not know.
     */
    public RouteAudit audit(List<MappedEndpoint> endpoints) {
        return audit(endpoints, List.of());
    }

    /** The same with warnings of what else looks like a mistake, a sentence each. */
    public RouteAudit audit(List<MappedEndpoint> endpoints, List<String> warnings) {
        return audit(endpoints, warnings, OtherDoor.none());
    }

    /** The same where another door decides on what route lines leave unprotected. */
    public RouteAudit audit(List<MappedEndpoint> endpoints, List<String> warnings, OtherDoor other) {
        RouteAudit audit = RouteAudit.of(endpoints, settings.routes(), other).warningOf(warnings);
        AUDIT_LOG.info("What the endpoints require:\n{}", audit);
        audit.warnings().forEach(AUDIT_LOG::warn);
        keys.scopesSupported().thenAccept(known -> audit.unknownScopes(known).forEach(AUDIT_LOG::warn));
        return audit;
    }

    /** Whether {@link #close} was called: doors do not start with such a guard, which could verify tokens only until its keys are too old. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the guard's threads and meters, and closes its keys. */
    @Override
    public void close() {
        closed = true;
        try {
            keys.close();
        } finally {
            closeMeters();
        }
    }

    private void closeMeters() {
        if (tokenCache != null) {
            tokenCache.close();
        }
        meters.close();
    }

    /** What a guard may be given besides its settings. Not thread-safe. */
    public static final class Builder {
        private final Settings settings;
        private MeterRegistry registry = Metrics.globalRegistry;
        private Clock clock = Clock.systemUTC();
        private @Nullable KeySource keys;
        private @Nullable ProxySelector proxy;
        private @Nullable Authenticator proxyAuthenticator;
        private @Nullable SSLContext sslContext;
        private String name = "busha";

        private Builder(Settings settings) {
            this.settings = settings;
        }

        /** Where the meters go; Micrometer's global registry otherwise. */
        public Builder meterRegistry(MeterRegistry registry) {
            this.registry = registry;
            return this;
        }

        /**
         * The value of the tag {@code guard} of its meters; {@code busha} otherwise. Where another guard has that name in the same
         * registry, the next one that is free, such as {@code busha-2}.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** The wall clock that tokens expire by; the system's otherwise. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Where keys come from, instead of the configured issuer; the guard closes it. */
        public Builder keys(KeySource keys) {
            this.keys = keys;
            return this;
        }

        /** The proxy that the issuer is asked through; otherwise the one that the JDK's system properties name, if any. */
        public Builder proxy(ProxySelector proxy) {
            this.proxy = proxy;
            return this;
        }

        /**
         * Whom to ask for credentials where the proxy demands some; otherwise the system properties {@code https.proxyUser} and
         * {@code https.proxyPassword} name them, if they are set. The issuer never gets them. For https the JDK sends Basic
         * credentials to a proxy only if {@code jdk.http.auth.tunneling.disabledSchemes} does not name that scheme.
         */
        public Builder proxyAuthenticator(Authenticator proxyAuthenticator) {
            this.proxyAuthenticator = proxyAuthenticator;
            return this;
        }

        /** What judges the issuer's certificate; the JDK's default context otherwise. */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        private @Nullable TokenCache tokenCache(Tags tags) {
            int most = settings.tokenCacheSize();
            long maxBytes = Runtime.getRuntime().maxMemory() / 100 * settings.tokenCacheHeap();
            return most == 0 ? null : TokenCache.atMost(most, maxBytes, settings.clockSkew(), clock, registry, tags);
        }

        private TokenVerifier verifier(KeySource keys, @Nullable TokenCache tokenCache) {
            TokenVerifier verifier = TokenVerifier.of(keys, settings.clientIds(), settings.clockSkew(), clock);
            return tokenCache == null ? verifier : verifier.withCache(tokenCache);
        }

        private KeySource configuredKeys(Tags tags) {
            IssuerLocation location = settings.issuer();
            Optional<Path> file = settings.jwksFile();
            if (file.isPresent()) {
                return KeySource.file(location, file.get(), settings.keyPolicy(), registry, tags);
            }
            location = proxy == null ? location : location.through(proxy);
            location = proxyAuthenticator == null ? location : location.authenticatedBy(proxyAuthenticator);
            location = sslContext == null ? location : location.securedBy(sslContext);
            return KeySource.remote(location, settings.keyPolicy(), registry, tags);
        }

        /**
         * The guard. It begins to fetch its keys at once, and waits for them only where {@code start-up} is required.
         *
         * @throws IllegalStateException where they are required and do not come within {@code start-up-limit}: it names the
         *     URL and the cause
         */
        public RequestGuard build() {
            return new RequestGuard(this);
        }
    }
}
