package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.token.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the documentation agree with the code. */
class DocumentationTest {

    /** {@code `ThisTest`}, {@code `ThisTest.doesThat`}, or only a method of the class named before. */
    private static final Pattern TEST_NAME =
            Pattern.compile("`(?:(?<type>\\w+Test)(?:\\.(?<method>\\w+))?|(?<alone>(?:[a-z]+[A-Z]){4}\\w+))`");

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void listsEverySetting() throws IOException {
        List<String> expected = Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting.id() + "` | "
                        + (setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "` ") + "| "
                        + setting.range().replace("|", "\\|") + " |")
                .toList();
        assertThat(rows("settings.md", "| `")).isEqualTo(expected);
        assertThat(rows("servlet.md", "| `")).containsAll(expected);
    }

    @Test
    void showsTheTestedWebXml() throws IOException {
        String tried = Files.readString(
                Path.of("..", "it", "outsider", "servlet", "src", "main", "webapp", "WEB-INF", "web.xml"));
        assertThat(Files.readString(DOCS.resolve("servlet.md"))).contains("```xml\n" + tried + "```\n");
    }

    @Test
    void listsEveryReasonWithItsStatus() throws IOException {
        DenialTable answers = new DenialTable("busha");
        List<String> expected = Arrays.stream(Reason.values())
                .map(reason -> answers.deny(reason))
                .map(denial -> "| `" + denial.reason().code() + "` | " + denial.status() + " | "
                        + denial.reason().description() + " |")
                .toList();
        assertThat(rows("errors.md", "| `")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void showsAnActualAnswer() throws IOException {
        String page = Files.readString(DOCS.resolve("errors.md"));
        assertThat(page).contains(new DenialTable("busha").deny(Reason.EXPIRED).body());
        Decision.Denial denial = new DenialTable("busha").insufficientScope(Set.of("balances:read"));
        assertThat(page).contains(denial.headers().get("WWW-Authenticate"));
        assertThat(new DenialTable("busha")
                        .deny(Reason.KEYS_UNAVAILABLE, Duration.ofSeconds(3))
                        .headers())
                .containsEntry("Retry-After", "3");
    }

    @Test
    void namesTestsThatExistForEveryPromiseAboutKeys() throws IOException {
        Path tests = Path.of("src", "test", "java", "io", "busha", "resourceserver", "key");
        String type = "";
        int named = 0;
        String keys = Files.readString(DOCS.resolve("internals.md")).split("\n## ")[1];
        for (Matcher word = TEST_NAME.matcher(keys); word.find(); named++) {
            type = word.group("type") == null ? type : word.group("type");
            String method = word.group("method") == null ? word.group("alone") : word.group("method");
            assertThat(Files.readString(tests.resolve(type + ".java")))
                    .contains(method == null ? "class " + type : "void " + method + "(");
        }
        assertThat(named).isGreaterThan(10);
    }

    private static List<String> rows(String page, String start) throws IOException {
        return Files.readAllLines(DOCS.resolve(page)).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
