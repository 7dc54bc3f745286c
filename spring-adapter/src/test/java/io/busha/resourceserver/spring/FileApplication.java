package io.busha.resourceserver.spring;

import io.busha.resourceserver.guard.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** An application whose settings are in configuration files, which all lie in one folder. */
record FileApplication(Path folder) {

    /** Enough to start with. */
    static final String ENOUGH = "busha.issuer=http://127.0.0.1:1\nbusha.client-id=wallet\n";

    /** With one file more. */
    FileApplication with(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebApplicationContextRunner runner() {
        return configured(new WebApplicationContextRunner());
    }

    <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
        return runner.withConfiguration(AutoConfigurations.of(BushaAutoConfiguration.class))
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=" + folder.toUri());
    }

    /** The settings that count. */
    Map<String, String> settings() {
        return settings(runner());
    }

    static Map<String, String> settings(WebApplicationContextRunner runner) {
        Map<String, String> settings = new HashMap<>();
        runner.run(context -> settings.putAll(context.getBean(Settings.class).effective()));
        return settings;
    }

    /** What the failure report says. */
    String failure() {
        return failure(runner());
    }

    static String failure(AbstractApplicationContextRunner<?, ?, ?> runner) {
        StringBuilder report = new StringBuilder();
        runner.run(context -> {
            FailureAnalysis analysis =
                    new StartRefusedAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure()));
            report.append(analysis.getDescription()).append("\n").append(analysis.getAction());
        });
        return report.toString();
    }
}
