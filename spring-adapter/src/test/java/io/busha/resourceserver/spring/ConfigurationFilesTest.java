package io.busha.resourceserver.spring;

import static io.busha.resourceserver.spring.FileApplication.ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.web.MockServletContext;

/** Names are checked only in property sources that were written for the application. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFilesTest {

    private static final String MISSPELT = "busha.routs=GET /a open\n";
    private static final Map<String, Object> NEAR_AND_FAR = Map.of(
            "busha.routs", "x",
            "busha.port", "tcp://10.0.0.1:80",
            "BUSHA_ROUTS", "x",
            "BUSHA_PORT", "tcp://10.0.0.1:80",
            "BUSHA_SERVICE_HOST", "10.0.0.1",
            "BUSHA_PORT_80_TCP_PROTO", "tcp");

    private FileApplication application;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        application = new FileApplication(folder).with("application.properties", ENOUGH);
    }

    private static void isRefused(WebApplicationContextRunner runner, String place) {
        assertThat(FileApplication.failure(runner)).contains("busha.routs (", place, "did you mean busha.routes?");
    }

    @Test
    void checksFilesOfProfiles() {
        application.with("application-live.properties", MISSPELT);
        application.runner().run(context -> assertThat(context).hasNotFailed());
        isRefused(
                application.runner().withPropertyValues("spring.profiles.active=live"),
                "application-live.properties] - 1:");
    }

    @Test
    void checksImportedFiles() {
        application
                .with("more.yaml", "busha:\n  routs: x\n")
                .with("application.yaml", "spring.config.import: more.yaml\n");
        isRefused(application.runner(), "more.yaml] - 2:");
    }

    @Test
    void checksConfigTrees() {
        application.with("tree/busha/routs", "x");
        isRefused(
                application
                        .runner()
                        .withPropertyValues("spring.config.import=configtree:"
                                + application.folder().resolve("tree") + "/"),
                "routs] - 1:");
    }

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:misspelt/routs.properties")
    static class Annotated {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource(
            name = "both",
            value = {"classpath:misspelt/base-url.properties", "classpath:misspelt/routs.properties"})
    static class AnnotatedWithTwo {}

    @ParameterizedTest
    @ValueSource(classes = {Annotated.class, AnnotatedWithTwo.class})
    void checksAnnotatedPropertySources(Class<?> annotated) {
        isRefused(
                application.runner().withUserConfiguration(annotated),
                "(class path resource [misspelt/routs.properties])");
    }

    @Test
    void checksOtherNamedSources() {
        isRefused(with(new MapPropertySource("vault", Map.of("busha.routs", "x"))), "(vault)");
    }

    private WebApplicationContextRunner with(org.springframework.core.env.PropertySource<?> source) {
        return application.runner().withInitializer(context -> {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            sources.remove(source.getName());
            sources.addFirst(source);
        });
    }

    static List<org.springframework.core.env.PropertySource<?>> others() {
        return List.of(
                new SystemEnvironmentPropertySource("systemEnvironment", NEAR_AND_FAR),
                new SystemEnvironmentPropertySource("kept", NEAR_AND_FAR),
                new MapPropertySource("systemEnvironment", NEAR_AND_FAR),
                new MapPropertySource("systemProperties", NEAR_AND_FAR),
                new SimpleCommandLinePropertySource("--busha.routs=x", "--busha.port=80"),
                new SimpleCommandLinePropertySource("more", new String[] {"--busha.routs=x", "--busha.port=80"}),
                new MapPropertySource("commandLineArgs", NEAR_AND_FAR),
                new MapPropertySource("spring.application.json", NEAR_AND_FAR),
                new MapPropertySource("servletConfigInitParams", NEAR_AND_FAR),
                new MapPropertySource("Inlined Test Properties", NEAR_AND_FAR),
                new MapPropertySource("Dynamic Test Properties", NEAR_AND_FAR));
    }

    @ParameterizedTest
    @MethodSource("others")
    void ignoresSourcesOfOtherPrograms(org.springframework.core.env.PropertySource<?> other, CapturedOutput output) {
        isLeftAlone(with(other), output);
    }

    private static void isLeftAlone(WebApplicationContextRunner runner, CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("are not settings of the resource server");
    }

    @Test
    void ignoresSystemPropertiesAndTestProperties(CapturedOutput output) {
        isLeftAlone(application.runner().withSystemProperties("busha.routs=x", "busha.port=80"), output);
        isLeftAlone(application.runner().withPropertyValues("busha.routs=x", "busha.port=80"), output);
    }

    @Test
    void ignoresServletContextParameters(CapturedOutput output) {
        WebApplicationContextRunner runner = application.configured(new WebApplicationContextRunner(() -> {
            MockServletContext servlets = new MockServletContext();
            servlets.addInitParameter("busha.routs", "x");
            servlets.addInitParameter("busha.port", "80");
            AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
            context.setServletContext(servlets);
            return context;
        }));
        isLeftAlone(runner, output);
    }
}
