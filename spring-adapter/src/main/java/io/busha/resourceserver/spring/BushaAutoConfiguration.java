package io.busha.resourceserver.spring;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The settings and the guard, for every door of Spring; each can be replaced by a bean of your own. An application that serves no
 * requests has neither.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(BushaProperties.class)
public final class BushaAutoConfiguration {

    /** For Spring. */
    public BushaAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Settings bushaSettings(BushaProperties properties, ConfigurableEnvironment environment) {
        List<String> unread = PropertyNames.faultsIn(environment);
        try {
            Settings settings = Settings.allowingUnprotected(properties.settings());
            if (!unread.isEmpty()) {
                throw StartRefusedException.forNames(unread, null);
            }
            return settings;
        } catch (IllegalArgumentException e) {
            throw unread.isEmpty() ? StartRefusedException.forSettings(e) : StartRefusedException.forNames(unread, e);
        }
    }

    /** Its meters are those of the application, where there is one registry or a primary one. */
    @Bean
    @ConditionalOnMissingBean
    RequestGuard bushaGuard(
            Settings settings,
            BushaProperties properties,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<SslBundles> bundles) {
        RequestGuard.Builder builder = RequestGuard.builder(settings);
        meters.ifUnique(builder::meterRegistry);
        String bundle = properties.sslBundle();
        if (bundle != null && !bundle.isBlank()) {
            builder.sslContext(sslBundle(bundle.strip(), bundles).createSslContext());
        }
        try {
            return builder.build();
        } catch (IllegalStateException e) {
            throw StartRefusedException.forKeys(e);
        }
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
