package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.RouteAudit;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
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
 * The JAX-RS door: registered with an application, it closes every resource method that declares nothing and lets in to the
 * others whoever holds what they require. Implementations that look for features in {@code META-INF/services} (JAX-RS 3.1 section
 * 4.1.2) find it by themselves; with Apache CXF it must be registered. Thread-safe.
 */
public final class BushaFeature implements Feature, AutoCloseable {

    private static final String JERSEY = "org.glassfish.jersey.server.";
    private static final String CXF = "org.apache.cxf.";
    private static final String RESTEASY = "org.jboss.resteasy.";

    private final @Nullable RequestGuard given;

    /** Of the applications that are still there. */
    private final List<WeakReference<ResourceList>> resources = new CopyOnWriteArrayList<>();

    /**
     * Reads its settings from the application's properties ({@code busha.client-id}), below them system properties, below them
     * the environment. Each application that it is registered with has a guard of its own, which ends with it.
     */
    public BushaFeature() {
        this(null);
    }

    private BushaFeature(@Nullable RequestGuard given) {
        this.given = given;
    }

    /** One that asks this guard, which stays the caller's to close. */
    public static BushaFeature of(RequestGuard guard) {
        return new BushaFeature(guard);
    }

    /**
     * {@inheritDoc} A second one in the same application does nothing, nor does one that a client has found.
     *
     * @throws IllegalArgumentException naming every fault of the settings at once
     * @throws IllegalStateException if the guard that this was given is closed
     */
    @Override
    public boolean configure(FeatureContext context) {
        Configuration configuration = context.getConfiguration();
        if (configuration.getRuntimeType() == RuntimeType.CLIENT
                || configuration.isRegistered(AuthenticationFilter.class)) {
            return false;
        }
        if (given != null && given.isClosed()) {
            throw new IllegalStateException("the guard that BushaFeature was given is closed: make a new one");
        }
        ApplicationGuard guard = given != null ? ApplicationGuard.given(given) : ownGuard(configuration);
        ResourceList list = new ResourceList(guard);
        Lifecycle application = lifecycle(guard, list, configuration);
        remember(list);
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
        AtomicBoolean told = new AtomicBoolean(isOf(CXF, configuration)); // CxfServers tells of them there
        return new Lifecycle() {
            @Override
            public void started() {
                guard.current();
                list.audit();
                if (!told.getAndSet(true)) {
                    EarlierFilters.tell(EarlierFilters.in(configuration));
                }
            }

            @Override
            public void ended() {
                guard.end();
            }
        };
    }

    /** The context tells nothing: Jersey wraps it in a class that its clients have too. */
    private static boolean isOf(String implementation, Configuration configuration) {
        return configuration.getClass().getName().startsWith(implementation);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** What the resource methods require, as far as they are known before they are called; empty until that was logged. */
    public Optional<RouteAudit> audit() {
        return known().flatMap(list -> list.audited().stream()).findFirst();
    }

    /**
     * Closes the guards that this feature has made, of all its applications. Needed only where the implementation does not tell that an
     * application has ended. Call it when no more requests come: the next one would begin a new guard.
     */
    @Override
    public void close() {
        known().forEach(list -> list.guard().end());
    }

    private Stream<ResourceList> known() {
        return resources.stream().map(WeakReference::get).filter(Objects::nonNull);
    }
}
