package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.RouteAudit;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Providers;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JAX-RS door. Registered with an application, it closes every resource method without a declared rule and admits callers to the others
 * if their token has the required scopes. Implementations that look for features in {@code META-INF/services} (JAX-RS 3.1 section 4.1.2)
 * find it automatically; with Apache CXF it must be registered. Thread-safe.
 */
public final class BushaFeature implements Feature, AutoCloseable {

    private static final String JERSEY = "org.glassfish.jersey.server.";
    private static final String CXF = "org.apache.cxf.";
    private static final String RESTEASY = "org.jboss.resteasy.";

    private final @Nullable RequestGuard given;

    /** One per application that has not been garbage-collected. */
    private final List<WeakReference<ResourceList>> resources = new CopyOnWriteArrayList<>();

    /**
     * Reads the settings from the application's properties ({@code busha.client-id}), then from system properties, then from the
     * environment; the earlier source wins. Each application that this feature is registered with has its own guard, which ends with the
     * application.
     */
    public BushaFeature() {
        this(null);
    }

    private BushaFeature(@Nullable RequestGuard given) {
        this.given = given;
    }

    /** Returns a feature that uses this guard. The caller remains responsible for closing the guard. */
    public static BushaFeature of(RequestGuard guard) {
        return new BushaFeature(guard);
    }

    /**
     * {@inheritDoc} Does nothing if the application already has this feature, or if a JAX-RS client has found it.
     *
     * @throws IllegalArgumentException if a setting is invalid; the message lists every fault
     * @throws IllegalStateException if the guard given to this feature is closed, or if keys are required at start and do not arrive in
     *     time
     */
    @Override
    public boolean configure(FeatureContext context) {
        Configuration configuration = context.getConfiguration();
        if (configuration.getRuntimeType() == RuntimeType.CLIENT
                || configuration.isRegistered(AuthenticationFilter.class)) {
            return false;
        }
        if (given != null && given.isClosed()) {
            throw new IllegalStateException("the guard given to BushaFeature is closed: create a new one");
        }
        ApplicationGuard guard = given != null ? ApplicationGuard.given(given) : ownGuard(configuration);
        ResourceList list = new ResourceList(guard);
        Lifecycle application = lifecycle(guard, list, configuration);
        remember(list);
        context.register(new ApplicationRevocations(guard));
        context.register(new AuthenticationFilter(guard, application, configuration))
                .register(new AuthorizationFilter(guard, new ResourceRules()))
                .register(list);
        if (isOf(JERSEY, configuration)) {
            context.register(new JerseyStart(application));
        }
        guard.beginIfRequired();
        return true;
    }

    private static ApplicationGuard ownGuard(Configuration configuration) {
        Map<String, String> values = Settings.ofProcess();
        values.putAll(Settings.ofProperties(name -> text(configuration.getProperty(name))));
        Settings atStart = Settings.from(values);
        values.put(ApplicationGuard.START_UP, "lazy");
        return new ApplicationGuard(
                atStart,
                Settings.from(values),
                isOf(RESTEASY, configuration) ? RestEasyDeployment::begin : GuardLife::begin);
    }

    private void remember(ResourceList list) {
        resources.removeIf(known -> known.refersTo(null));
        resources.add(new WeakReference<>(list));
    }

    private Lifecycle lifecycle(ApplicationGuard guard, ResourceList list, Configuration configuration) {
        AtomicBoolean told = new AtomicBoolean(isOf(CXF, configuration)); // CxfServers logs them instead
        return new Lifecycle() {
            @Override
            public void started() {
                guard.current();
                list.audit();
                if (!told.getAndSet(true)) {
                    EarlierFilters.log(EarlierFilters.in(configuration));
                }
            }

            @Override
            public void ended() {
                guard.end();
            }
        };
    }

    /** Decides by the configuration's class. The context's class is no help: Jersey wraps it in one that its clients use too. */
    private static boolean isOf(String implementation, Configuration configuration) {
        return configuration.getClass().getName().startsWith(implementation);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Returns the rules of those resource methods that are known before they are called, or empty if they have not been logged yet. */
    public Optional<RouteAudit> audit() {
        return known().flatMap(list -> list.audited().stream()).findFirst();
    }

    /**
     * Returns the revocations of an application, for the code that connects and disconnects users.
     *
     * @param application the providers of the application, which JAX-RS injects with {@code @Context}
     * @throws IllegalStateException if this feature is not registered with that application
     */
    public static Revocations revocations(Providers application) {
        ContextResolver<Revocations> resolver =
                application.getContextResolver(Revocations.class, MediaType.WILDCARD_TYPE);
        if (resolver == null) {
            throw new IllegalStateException("BushaFeature is not registered with this application");
        }
        return resolver.getContext(BushaFeature.class);
    }

    /**
     * Closes the guards that this feature has created, in all its applications. Needed only if the implementation does not report the end
     * of an application. Call it when no more requests arrive: the next one would start a new guard.
     */
    @Override
    public void close() {
        known().forEach(list -> list.guard().end());
    }

    private Stream<ResourceList> known() {
        return resources.stream().map(WeakReference::get).filter(Objects::nonNull);
    }
}
