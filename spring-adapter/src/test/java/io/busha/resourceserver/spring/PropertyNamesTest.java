package io.busha.resourceserver.spring;

import static io.busha.resourceserver.spring.FileApplication.ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that a configuration file misspells stops the start. */
@ExtendWith(OutputCaptureExtension.class)
class PropertyNamesTest {

    private static final String WARNING = "These properties are not settings of the resource server and are ignored: ";

    private FileApplication application;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        application = new FileApplication(folder);
    }

    private FileApplication properties(String text) {
        return application.with("application.properties", ENOUGH + text);
    }

    @ParameterizedTest
    @CsvSource({
        "routs, routes",
        "rotues, routes",
        "Routesss, routes",
        "cleint-id, client-id",
        "cleintId, client-id",
        "cleint_id, client-id",
        "client.id, client-id",
        "clientids, client-id",
        "clock-scew, clock-skew",
        "jwks-cahce-ttl, jwks-cache-ttl",
        "jwks.cache.ttl, jwks-cache-ttl",
        "jwks-retry-after-capp, jwks-retry-after-cap",
        "mcd, mdc",
        "ssl-bundel, ssl-bundle",
        "start-upp, start-up",
        "start-up-limits, start-up-limit",
    })
    void refusesToStartWithNameWithinTwoEdits(String written, String meant) {
        assertThat(properties("busha." + written + "=x\n").failure())
                .contains(
                        "  - busha." + written + " (",
                        "application.properties] - 3:",
                        "did you mean busha." + meant + "?");
    }

    @Test
    void refusesToStartUnderWebFluxWithMisspeltName() {
        ReactiveWebApplicationContextRunner runner =
                properties("busha.routs=x\n").configured(new ReactiveWebApplicationContextRunner());
        assertThat(FileApplication.failure(runner)).contains("busha.routs (", "did you mean busha.routes?");
    }

    @Test
    void reportsNamesAndWrongValuesAtOnce() {
        application.with("application.yaml", """
                busha:
                  cleint-id: wallet
                  clock-skew: soon
                  rotues:
                    - a
                    - b
                """);
        assertThat(application.failure())
                .contains(
                        "These properties would be ignored:",
                        "busha.cleint-id (",
                        "application.yaml] - 2:14)",
                        "busha.rotues (",
                        "application.yaml] - 5:7)",
                        "These settings are wrong:",
                        "client-id (busha.client-id, BUSHA_CLIENT_ID): ",
                        "\"soon\"",
                        "docs/settings.md")
                .containsOnlyOnce("did you mean busha.routes?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clockSkew", "clock_skew", "CLOCK-SKEW", "clockskew", "Clock-Skew"})
    void acceptsEverySpellingThatSpringReads(String written) {
        assertThat(properties("busha." + written + "=7s\n").settings()).containsEntry("clock-skew", "7s");
    }

    @Test
    void warnsOnceAboutAllOtherNames(CapturedOutput output) {
        FileApplication others = properties("""
                busha.base-url=secret
                busha.partners[0].id=1
                busha.partners[1].id=2
                busha.issuer.region=x
                busha.reuttess=three edits
                bushe.routs=x
                busharoutes=x
                busha=x
                """);
        others.runner().run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getAll().lines().filter(line -> line.contains(WARNING)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("WARN")
                        .containsSubsequence(
                                "busha.base-url (",
                                "application.properties] - 3:",
                                "busha.partners (",
                                " - 4:",
                                "busha.issuer.region (",
                                "busha.reuttess (",
                                " - 7:")
                        .containsOnlyOnce("busha.partners")
                        .doesNotContain("secret", "client-id", "bushe", "busharoutes", " - 5:", "busha ("));
    }

    @Test
    void warnsAboutNothingIfAllNamesAreKnown(CapturedOutput output) {
        properties("busha.routes[0]=GET /a open\nbusha.ssl-bundle=\n").runner().run(context -> assertThat(context)
                .hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "busha.issuer[0], busha.issuer, one text",
        "busha.clockSkew[0].x, busha.clockSkew, one text",
        "busha.routes.GET\\ /a, busha.routes.GET /a, one text or one list of texts",
        "busha.client-id.first, busha.client-id.first, one text or one list of texts",
    })
    void refusesToStartWithListForTextOrMapForList(String written, String told, String what) {
        assertThat(application
                        .with("application.properties", "busha.client-id=wallet\n" + written + "=x\n")
                        .failure())
                .containsPattern("- \\Q" + told + " (\\E[^)]* - 2:[^)]*\\): it must be " + what + "\\R");
    }

    @Test
    void refusesToStartWithTextAndListInOneFile() {
        assertThat(properties("busha.routes=GET /a open\nbusha.routes[0]=GET /b open\n")
                        .failure())
                .contains("busha.routes (", " - 4:", "it must be one text or one list of texts");
        application.with(
                "application.properties", ENOUGH + "busha.routes=GET /a open\n#---\nbusha.routes[0]=GET /b open\n");
        assertThat(application.settings()).containsEntry("routes", "GET /b open");
    }
}
