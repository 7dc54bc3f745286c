package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The guard of an application, and the faults that stop the start. */
class BushaAutoConfigurationTest {

    private static final String ELSEWHERE = "busha.issuer=http://127.0.0.1:1";

    private WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, BushaAutoConfiguration.class));

    private String failure(String... properties) {
        String[] text = new String[1];
        runner.withPropertyValues(properties).run(context -> {
            FailureAnalysis analysis =
                    new StartRefusedAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure()));
            text[0] = analysis.getDescription() + "\n" + analysis.getAction();
        });
        return text[0];
    }

    @Test
    void startsWithOneProperty() {
        runner.withPropertyValues("busha.client-id=" + production())
                .run(context -> assertThat(context).hasSingleBean(RequestGuard.class));
    }

    private static String production() {
        return "busha-oauth2-00000000-0000-0000-0000-000000000000-live";
    }

    @Test
    void readsPropertyFromEnvironmentVariable() {
        runner.withPropertyValues(ELSEWHERE)
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("BUSHA_CLIENT_ID", "wallet", "BUSHA_MDC", "false"))))
                .run(context ->
                        assertThat(context.getBean(Settings.class).mdc()).isFalse());
    }

    @Test
    void readsRouteLinesFromOneText() {
        runner.withPropertyValues(ELSEWHERE, "busha.client-id=wallet", "busha.routes=GET /a open\nGET /b open\n")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(failure(ELSEWHERE, "busha.client-id=wallet", "busha.routes=GET /a open\nGET /a open"))
                .contains("busha.routes", "it can never apply");
    }

    @Test
    void refusesToStartWithoutClientId() {
        assertThat(failure())
                .contains("busha.client-id", "BUSHA_CLIENT_ID", "set the client id of your app")
                .contains("busha-oauth2-{uuid}-live");
    }

    @Test
    void refusesToStartWithClientIdOfOtherEnvironment() {
        String other = "busha-oauth2-00000000-0000-0000-0000-000000000000-test";
        assertThat(failure("busha.client-id=" + other)).contains("set environment to sandbox");
    }

    @Test
    void reportsAllFaultsAtOnce() {
        assertThat(failure("busha.clock-skew=soon", "busha.start-up=never", "busha.routes=GET"))
                .contains("busha.client-id", "busha.clock-skew", "busha.start-up", "busha.routes");
    }

    @Test
    void refusesToStartWithoutRequiredKeys() {
        assertThat(failure(ELSEWHERE, "busha.client-id=wallet", "busha.start-up=required", "busha.start-up-limit=1s"))
                .contains("http://127.0.0.1:1", "busha.start-up=lazy");
    }

    @Test
    void refusesToStartWithUnknownSslBundle() {
        String[] partners = {ELSEWHERE, "busha.client-id=wallet", "busha.ssl-bundle= partners "};
        assertThat(failure(partners))
                .contains(
                        "busha.ssl-bundle: there is no SSL bundle \"partners\"; existing bundles: none",
                        "spring.ssl.bundle.jks");
        runner = runner.withPropertyValues(
                "spring.ssl.bundle.jks.banks.truststore.location=classpath:never-read.p12",
                "spring.ssl.bundle.pem.partner.truststore.certificate=never read");
        assertThat(failure(partners)).contains("\"partners\"; existing bundles: [banks, partner]");
    }

    @Test
    void refusesToStartWithSslBundleIfBootHasNoBundles() {
        runner = new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BushaAutoConfiguration.class));
        assertThat(failure(ELSEWHERE, "busha.client-id=wallet", "busha.ssl-bundle=partners"))
                .contains(
                        "busha.ssl-bundle: ", "\"partners\"", "no bean of the type SslBundles", "SslAutoConfiguration");
    }

    @Test
    void connectsToIssuerWithSslBundle() throws Exception {
        try (TlsIssuer issuer = TlsIssuer.start()) {
            String[] required = {"busha.issuer=" + issuer.issuer(), "busha.client-id=wallet", "busha.start-up=required"
            };
            runner.withPropertyValues(required)
                    .withPropertyValues(
                            "busha.start-up-limit=2m",
                            "busha.ssl-bundle=partners",
                            "spring.ssl.bundle.jks.partners.truststore.location="
                                    + issuer.store().toUri(),
                            "spring.ssl.bundle.jks.partners.truststore.password=" + TlsIssuer.PASSWORD)
                    .run(context -> assertThat(context).hasSingleBean(RequestGuard.class));
            assertThat(failure(required[0], required[1], required[2], "busha.start-up-limit=1s"))
                    .contains(issuer.issuer());
        }
    }

    @Test
    void countsInApplicationsMeterRegistry() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        runner.withPropertyValues(ELSEWHERE, "busha.client-id=wallet")
                .withBean(MeterRegistry.class, () -> registry)
                .run(context -> assertThat(registry.find("busha.decisions").functionCounters())
                        .isNotEmpty());
        assertThat(registry.find("busha.decisions").functionCounters()).isEmpty();
    }

    @Test
    void letsApplicationReplaceEveryBean() {
        try (LocalIssuer issuer = LocalIssuer.start();
                RequestGuard own = RequestGuard.of(
                        Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID)))) {
            runner.withPropertyValues("busha.client-id=wrong")
                    .withBean(Settings.class, own::settings)
                    .withBean(RequestGuard.class, () -> own)
                    .run(context -> {
                        assertThat(context.getBean(RequestGuard.class)).isSameAs(own);
                        assertThat(context.getBean(Settings.class)).isSameAs(own.settings());
                    });
        }
    }

    @Test
    void doesNothingWithoutWebApplication() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BushaAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(RequestGuard.class)
                        .doesNotHaveBean(Settings.class));
    }
}
