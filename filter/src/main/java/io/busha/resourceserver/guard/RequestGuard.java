package io.busha.resourceserver.guard;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.route.spi.Requested;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.Presented;
import io.busha.resourceserver.token.Reason;
import io.busha.resourceserver.token.Rejection;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request may pass. Every door asks the guard and carries out its decision. Thread-safe. Close the guard to end its
 * threads and meters.
 */
public final class RequestGuard implements AutoCloseable {

    private static final Logger AUDIT_LOG = LoggerFactory.getLogger(RouteAudit.class);

    private final Settings settings;
    private final KeySource keys;
    private final TokenVerifier verifier;
    private final DenialTable denials;
    private final GuardMeters meters;
    private final RevocationStore store;
    private final boolean storesRevocationsHere;
    private final Revocations revocations;
    private volatile boolean closed;

    private RequestGuard(Builder builder) {
        this.settings = builder.settings;
        this.denials = new DenialTable(settings.realm());
        this.meters = GuardMeters.named(builder.registry, builder.name);
        try {
            this.keys = builder.keys != null ? builder.keys : builder.configuredKeys(meters.tags());
        } catch (RuntimeException | Error e) {
            meters.close();
            throw e;
        }
        try {
            this.verifier = builder.verifier(keys, meters.tags());
        } catch (RuntimeException | Error e) {
            keys.close();
            meters.close();
            throw e;
        }
        this.storesRevocationsHere = builder.store == null;
        this.store = builder.store == null ? Revocations.storeInMemory(builder.clock) : builder.store;
        this.revocations = Revocations.in(store, settings.revocationPolicy(), builder.clock, verifier::latestIssue);
    }

    /** Creates a guard with these settings. It fetches the issuer's keys itself, or reads them from {@code jwks-file} if that is set. */
    public static RequestGuard of(Settings settings) {
        return builder(settings).build();
    }

    /** Returns a builder for a guard with these settings and more options. */
    public static Builder builder(Settings settings) {
        return new Builder(settings);
    }

    /** Returns the settings that this guard was created with. */
    public Settings settings() {
        return settings;
    }

    /** Returns the revocations that critical endpoints respect: to revoke tokens and connections, and to allow connections. */
    public Revocations revocations() {
        return revocations;
    }

    /** Returns the current state of the guard's keys, for health checks. */
    public KeyHealth keyHealth() {
        return keys.health();
    }

    /**
     * Decides on a request by the declaration of its endpoint and the route lines. Blocks while keys must be fetched first, for at most
     * {@code key-wait}, and while a critical endpoint waits for the store of revocations.
     */
    public Decision decide(GuardedRequest request) {
        return await(decided(shown(request.authorization()), ruleFor(request)));
    }

    /** Decides like {@link #decide(GuardedRequest)}, without blocking. */
    public CompletionStage<Decision> decideAsync(GuardedRequest request) {
        Rule rule = ruleFor(request);
        return shownAsync(request.authorization()).thenCompose(shown -> decided(shown, rule));
    }

    private Rule ruleFor(GuardedRequest request) {
        return settings.routes().ruleFor(request.method(), request.path(), request.rawPath(), request.endpoint());
    }

    /**
     * Decides by the given rule; route lines do not apply. Blocks like {@link #decide(GuardedRequest)}.
     *
     * @param authorization the values of the request's {@code Authorization} headers, one element per header; null means none
     */
    public Decision decide(@Nullable List<? extends @Nullable String> authorization, Rule rule) {
        return await(decided(shown(authorization), settings.routes().effective(rule)));
    }

    /** Decides like {@link #decide(List, Rule)}, without blocking. */
    public CompletionStage<Decision> decideAsync(@Nullable List<? extends @Nullable String> authorization, Rule rule) {
        return shownAsync(authorization)
                .thenCompose(shown -> decided(shown, settings.routes().effective(rule)));
    }

    /** Judges the credential first, on open endpoints too, and then applies the endpoint's rule. */
    private CompletionStage<Decision> decided(AuthenticationResult shown, Rule rule) {
        return shown instanceof Caller caller
                ? authorized(caller, rule)
                : CompletableFuture.completedFuture(counted((Denial) shown));
    }

    private CompletionStage<Decision> authorized(Caller caller, Rule rule) {
        if (!caller.satisfies(rule)) {
            return CompletableFuture.completedFuture(counted(denial(caller, rule)));
        }
        Permit permit = new Permit(caller.token().orElse(null));
        return rule.isCritical() && caller.token().isPresent()
                ? revocations.check(caller.token().get()).thenApply(answer -> counted(unlessRevoked(permit, answer)))
                : CompletableFuture.completedFuture(counted(permit));
    }

    private Decision unlessRevoked(Permit permit, Revocations.Answer answer) {
        return switch (answer) {
            case ACTIVE -> permit;
            case REVOKED -> denials.deny(Reason.REVOKED);
            case UNKNOWN -> denials.deny(Reason.REVOCATION_UNAVAILABLE);
        };
    }

    private static Decision await(CompletionStage<Decision> decided) {
        return decided.toCompletableFuture().join();
    }

    private AuthenticationResult shown(@Nullable List<? extends @Nullable String> authorization) {
        return judged(verify(presented(authorization)));
    }

    private CompletionStage<AuthenticationResult> shownAsync(@Nullable List<? extends @Nullable String> authorization) {
        return verifyAsync(presented(authorization)).thenApply(this::judged);
    }

    private Presented presented(@Nullable List<? extends @Nullable String> authorization) {
        return BearerToken.from(authorization, settings.maxTokenLength());
    }

    /** Verifies a token that came without a request. Blocks like {@link #decide(GuardedRequest)}. */
    public Verification verify(String token) {
        return verify(BearerToken.of(token, settings.maxTokenLength()));
    }

    /** Verifies like {@link #verify(String)}, without blocking. */
    public CompletionStage<Verification> verifyAsync(String token) {
        return verifyAsync(BearerToken.of(token, settings.maxTokenLength()));
    }

    private Verification verify(Presented presented) {
        if (presented instanceof Rejection rejection) {
            return rejection;
        }
        long began = System.nanoTime();
        Verification verification = verifier.verify((BearerToken) presented);
        meters.validated(began);
        return verification;
    }

    private CompletionStage<Verification> verifyAsync(Presented presented) {
        if (presented instanceof Rejection rejection) {
            return CompletableFuture.completedFuture(rejection);
        }
        long began = System.nanoTime();
        return verifier.verifyAsync((BearerToken) presented).whenComplete((found, bug) -> meters.validated(began));
    }

    /**
     * Performs the first half of a decision: checks the credential, if one was presented. For doors that must deny a bad credential before
     * they know which endpoint a request is for. Blocks like {@link #decide(GuardedRequest)}. Never let a request pass on this result
     * alone: call {@link #authorize} too.
     *
     * @param authorization the values of the request's {@code Authorization} headers, one element per header; null means none
     */
    public AuthenticationResult authenticate(@Nullable List<? extends @Nullable String> authorization) {
        return countedIfDenied(shown(authorization));
    }

    /** Checks the credential of a request, like {@link #authenticate(List)}. Call {@link #authorize} too. */
    public AuthenticationResult authenticate(GuardedRequest request) {
        return countedIfDenied(shown(request.authorization()));
    }

    /** Checks the credential of a request, like {@link #authenticate(GuardedRequest)}, without blocking. */
    public CompletionStage<AuthenticationResult> authenticateAsync(GuardedRequest request) {
        return shownAsync(request.authorization()).thenApply(this::countedIfDenied);
    }

    private AuthenticationResult countedIfDenied(AuthenticationResult shown) {
        return shown instanceof Denial denial ? counted(denial) : shown;
    }

    /**
     * Returns a permit for a request that can reach only endpoints that route lines leave unprotected; empty for every other request, which
     * must be judged. The permit is valid only until an endpoint is chosen: call {@link #stepAside(GuardedRequest)} there and, if that is
     * empty, {@link #authenticate} and {@link #authorize}. For doors that know which other door decides instead.
     */
    public Optional<Permit> stepAside(GuardedRequest request, Reachable reachable) {
        return aside(!settings.routes().unprotected().isEmpty() && reachable.isUnprotected(requested(request)));
    }

    /** Returns a permit for a request that has reached an endpoint that a route line leaves unprotected; empty for every other request. */
    public Optional<Permit> stepAside(GuardedRequest request) {
        return aside(ruleFor(request).isUnprotected());
    }

    private static Optional<Permit> aside(boolean isUnprotected) {
        return isUnprotected ? Optional.of(Permit.unjudged()) : Optional.empty();
    }

    /**
     * Returns the caller that another door has let in with this token, if the token is for this guard's issuer and one of its clients and
     * is valid at this moment. The signature of such a token need not be verified again.
     */
    public Optional<Caller> admitted(VerifiedToken token) {
        boolean isAccepted = settings.issuer().isNamedBy(token.issuer()) && verifier.accepts(token);
        return isAccepted ? Optional.of(new Caller(token)) : Optional.empty();
    }

    /**
     * Performs the second half of a decision: decides on the caller's request by the declaration of its endpoint and the route lines. Does
     * not read the request's {@code Authorization} headers. The stage is complete at once unless something else must be asked; stages that
     * depend on it must not block.
     */
    public CompletionStage<Decision> authorize(Caller caller, GuardedRequest request) {
        return authorized(caller, ruleFor(request));
    }

    /**
     * Denies a caller that no endpoint within reach of the request would admit, before a framework reads the request's body in order to
     * choose an endpoint. A permit is valid only until an endpoint is chosen: call {@link #authorize} there too.
     */
    public Decision screen(Caller caller, GuardedRequest request, Reachable reachable) {
        Requested requested = requested(request);
        boolean mayContinue = caller.token()
                .map(token -> reachable.admit(requested, token.scopes()) || isUnmapped(request, reachable))
                .orElseGet(() -> reachable.admitAnonymous(requested));
        return mayContinue
                ? new Permit(caller.token().orElse(null))
                : counted(denial(
                        caller, reachable.required(requested, caller.token().isPresent())));
    }

    private Requested requested(GuardedRequest request) {
        return new Requested(settings.routes(), request.method(), request.path(), request.rawPath());
    }

    /** Returns whether a request can reach no endpoint and no route line is for its method and path. */
    public boolean isUnmapped(GuardedRequest request, Reachable reachable) {
        return reachable.isNothing() && !hasRouteLine(request);
    }

    /**
     * Returns whether a route line decides on requests with this method and path, or narrows what they require, whatever their endpoint.
     */
    public boolean hasRouteLine(GuardedRequest request) {
        return settings.routes().speaksOf(request.method(), request.path(), Endpoint.unknown());
    }

    /**
     * Returns the denial for a caller whose token is valid but does not satisfy a rule that a framework applies behind the door.
     *
     * @param unmet the rule; the denial lists its scopes, if it has any
     */
    public Denial deny(Rule unmet) {
        return counted(denials.insufficientScope(unmet.scopes()));
    }

    /** Returns the denial for a caller without a token if one is required. */
    public Denial challenge() {
        return counted(denials.deny(Reason.NO_CREDENTIALS));
    }

    /** Returns the denial for any caller if an endpoint is closed. */
    public Denial closed() {
        return counted(denials.deny(Reason.ENDPOINT_CLOSED));
    }

    private <T extends Decision> T counted(T decision) {
        meters.count(decision);
        return decision;
    }

    /**
     * Returns the caller that a credential identifies, an anonymous one if there is no credential; a denial if the credential is not valid.
     */
    private AuthenticationResult judged(Verification verification) {
        if (verification instanceof VerifiedToken token) {
            return new Caller(token);
        }
        Rejection rejection = (Rejection) verification;
        return rejection.reason() == Reason.NO_CREDENTIALS
                ? new Caller()
                : denials.deny(rejection.reason(), rejection.retryAfter());
    }

    private Denial denial(Caller caller, Rule unmet) {
        if (unmet.isClosed()) {
            return denials.deny(Reason.ENDPOINT_CLOSED);
        }
        return caller.token().isPresent()
                ? denials.insufficientScope(unmet.scopes())
                : denials.deny(Reason.NO_CREDENTIALS);
    }

    /**
     * Logs what these endpoints require under the route lines: a table at INFO, and a warning for each likely mistake. Later, once the
     * issuer has been reached, logs a warning for each required scope that the issuer does not list.
     *
     * @throws IllegalArgumentException if two endpoints whose paths differ only by a trailing slash have different rules, or a route line
     *     leaves an endpoint unprotected
     */
    public RouteAudit audit(List<MappedEndpoint> endpoints) {
        return audit(endpoints, List.of(), OtherDoor.none());
    }

    /**
     * Logs like {@link #audit(List)}, for doors beside another door that decides on endpoints that route lines leave unprotected.
     *
     * @param warnings further likely mistakes, one sentence each
     * @throws IllegalArgumentException if two endpoints whose paths differ only by a trailing slash have different rules, or an endpoint
     *     cannot be left unprotected
     */
    public RouteAudit audit(List<MappedEndpoint> endpoints, List<String> warnings, OtherDoor other) {
        RouteAudit audit = settings.routes().audit(endpoints, other).warningOf(warnings);
        AUDIT_LOG.info("What the endpoints require:\n{}", audit);
        audit.warnings().forEach(AUDIT_LOG::warn);
        if (storesRevocationsHere
                && (settings.routes().isAnyCritical() || endpoints.stream().anyMatch(MappedEndpoint::isCritical))) {
            AUDIT_LOG.warn(
                    "Revocations are stored in this process only, by this guard: other guards and other instances of"
                            + " the application do not see them, and a restart forgets them");
        }
        keys.scopesSupported().thenAccept(known -> audit.unknownScopes(known).forEach(AUDIT_LOG::warn));
        return audit;
    }

    /**
     * Returns whether {@link #close} was called. Doors do not start with a closed guard: it could verify tokens only until its keys are too
     * old.
     */
    public boolean isClosed() {
        return closed;
    }

    /** Closes the guard and its keys, and ends its threads and meters. */
    @Override
    public void close() {
        closed = true;
        try {
            keys.close();
        } finally {
            verifier.close();
            meters.close();
            if (storesRevocationsHere) {
                store.close();
            }
        }
    }

    /** Builds a guard from its settings and further options. Not thread-safe. */
    public static final class Builder {
        private final Settings settings;
        private MeterRegistry registry = Metrics.globalRegistry;
        private Clock clock = Clock.systemUTC();
        private @Nullable KeySource keys;
        private @Nullable RevocationStore store;
        private @Nullable ProxySelector proxy;
        private @Nullable Authenticator proxyAuthenticator;
        private @Nullable SSLContext sslContext;
        private String name = "busha";

        private Builder(Settings settings) {
            this.settings = settings;
        }

        /** Sets the registry for the meters. The default is Micrometer's global registry. */
        public Builder meterRegistry(MeterRegistry registry) {
            this.registry = registry;
            return this;
        }

        /**
         * Sets the value of the tag {@code guard} of the meters. The default is {@code busha}. If another guard has that name in the same
         * registry, the next free one is used, such as {@code busha-2}.
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets the wall clock by which tokens expire. The default is the system clock. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Sets the source of keys, in place of the configured issuer. The guard closes it, even if it cannot be built. */
        public Builder keys(KeySource keys) {
            this.keys = keys;
            return this;
        }

        /** Sets the store of revocations, which the calling code must close. The default is a store in memory, of this guard alone. */
        public Builder revocationStore(RevocationStore store) {
            this.store = store;
            return this;
        }

        /** Sets the proxy for requests to the issuer. The default is the proxy that the JDK's system properties name, if any. */
        public Builder proxy(ProxySelector proxy) {
            this.proxy = proxy;
            return this;
        }

        /**
         * Sets the source of credentials if the proxy demands some. The default is the system properties {@code https.proxyUser} and
         * {@code https.proxyPassword}, if they are set. The issuer never gets these credentials. For https the JDK sends Basic credentials
         * to a proxy only if {@code jdk.http.auth.tunneling.disabledSchemes} does not name that scheme.
         */
        public Builder proxyAuthenticator(Authenticator proxyAuthenticator) {
            this.proxyAuthenticator = proxyAuthenticator;
            return this;
        }

        /** Sets the context that judges the issuer's certificate. The default is the JDK's default context. */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        private TokenVerifier verifier(KeySource keys, Tags tags) {
            TokenVerifier verifier = TokenVerifier.of(keys, settings.clientIds(), settings.clockSkew(), clock);
            int maxTokens = settings.tokenCacheSize();
            long maxBytes = Runtime.getRuntime().maxMemory() / 100 * settings.tokenCacheHeap();
            return maxTokens == 0 ? verifier : verifier.withCache(maxTokens, maxBytes, registry, tags);
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
         * Builds the guard. It starts to fetch its keys at once, and waits for them only if the setting {@code start-up} is
         * {@code required}.
         *
         * @throws IllegalStateException if keys are required and do not arrive within {@code start-up-limit}; the message has the URL and
         *     the cause
         */
        public RequestGuard build() {
            return new RequestGuard(this);
        }
    }
}
