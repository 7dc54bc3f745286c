package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The filters that an application's own web.xml maps before ours. */
class WebXmlTest {

    private static final String DECLARED = """
            <filter><filter-name>last</filter-name><filter-class>com.acme.Last</filter-class></filter>
            <filter><filter-name>busha</filter-name></filter>
            <filter-mapping><filter-name>cors</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            <filter-mapping>
              <filter-name> busha </filter-name>
              <url-pattern>/*</url-pattern>
            </filter-mapping>
            <filter-mapping><filter-name>log</filter-name><servlet-name>a</servlet-name></filter-mapping>
            """;

    private static Optional<Set<String>> before(String filter, String text) {
        return WebXml.filtersUpTo(filter, new FakeApplication().webXml(text).context());
    }

    private static String descriptor(String elements) {
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + elements + "</web-app>";
    }

    @Test
    void namesFiltersMappedBeforeOurs() {
        assertThat(before("busha", descriptor(DECLARED))).contains(Set.of("cors"));
        assertThat(before("cors", descriptor(DECLARED))).contains(Set.of());
    }

    @Test
    void namesFiltersBeforeTheLastMappingOfOurs() {
        String again = "<filter-mapping><filter-name>busha</filter-name></filter-mapping>";
        assertThat(before("busha", descriptor(DECLARED + again))).contains(Set.of("cors", "busha", "log"));
    }

    @Test
    void readsElementsWithANamespacePrefix() {
        String text = "<j:web-app xmlns:j=\"https://jakarta.ee/xml/ns/jakartaee\"><j:filter-mapping>"
                + "<j:filter-name>busha</j:filter-name></j:filter-mapping></j:web-app>";
        assertThat(before("busha", text)).contains(Set.of());
    }

    @Test
    void isUnknownIfOurFilterIsNotMapped() {
        assertThat(before("last", descriptor(DECLARED))).isEmpty();
        assertThat(WebXml.filtersUpTo("busha", new FakeApplication().context())).isEmpty();
    }

    @Test
    void readsWithoutFetchingExternalEntities() {
        String text = "<!DOCTYPE web-app [<!ENTITY more SYSTEM \"http://127.0.0.1:1/more.xml\">]>"
                + descriptor("&more;" + DECLARED);
        assertThat(before("busha", text)).contains(Set.of("cors"));
    }

    @Test
    void refusesAnUnreadableFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> before("busha", "<web-app>"))
                .withMessageStartingWith(
                        "cannot read from /WEB-INF/web.xml which filters it maps before filter busha: ");
    }
}
