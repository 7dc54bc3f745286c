package io.busha.resourceserver.spring;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration of the settings and the guard that all Spring doors share. A bean of your own replaces either. An application that is
 * not a web application gets neither.
 */
@AutoConfiguration
@ConditionalOnWebApplication
public final class BushaAutoConfiguration {

    /** Called by Spring. */
    public BushaAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Settings bushaSettings(ConfigurableEnvironment environment) {
        List<String> unread = PropertyNames.faultsIn(environment);
        try {
            Settings settings = Settings.allowingUnprotected(BushaProperties.settings(environment));
            if (!unread.isEmpty()) {
                throw StartRefusedException.forNames(unread, null);
            }
            return settings;
        } catch (IllegalArgumentException e) {
            throw unread.isEmpty() ? StartRefusedException.forSettings(e) : StartRefusedException.forNames(unread, e);
        }
    }

    /** Records its metrics in the application's meter registry, if there is only one or one is primary. */
    @Bean
    @ConditionalOnMissingBean
    RequestGuard bushaGuard(
            Settings settings,
            ConfigurableEnvironment environment,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<RevocationStore> stores) {
        RequestGuard.Builder builder = RequestGuard.builder(settings);
        meters.ifUnique(builder::meterRegistry);
        stores.ifAvailable(builder::revocationStore);
        String bundle = BushaProperties.sslBundle(environment);
        if (!bundle.isEmpty()) {
            builder.sslContext(sslBundle(bundle, bundles).createSslContext());
        }
        try {
            return builder.build();
        } catch (IllegalStateException e) {
            throw StartRefusedException.forKeys(e);
        }
    }

    /** For the code that connects and disconnects users. Always those of the guard, which asks no others. */
    @Bean
    Revocations bushaRevocations(RequestGuard guard) {
        return guard.revocations();
    }

    private static SslBundle sslBundle(String name, ObjectProvider<SslBundles> provider) {
        SslBundles bundles = provider.getIfAvailable();
        if (bundles == null) {
            throw StartRefusedException.forSslBundles(name);
        }
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw StartRefusedException.forSslBundle(name, bundles.getBundleNames(), e);
        }
    }
}
