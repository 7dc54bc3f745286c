package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Handler mappings may inspect a request, and leave no trace in it. */
class LookupRequestTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/form");
    private final LookupRequest lookup = new LookupRequest(request);

    @Test
    void keepsAttributesOutOfRealRequest() {
        request.setAttribute("kept", "before");
        request.setAttribute("gone", "before");
        lookup.setAttribute("kept", "after");
        lookup.setAttribute("new", "after");
        lookup.removeAttribute("gone");
        assertThat(lookup.getAttribute("kept")).isEqualTo("after");
        assertThat(lookup.getAttribute("gone")).isNull();
        assertThat(Collections.list(lookup.getAttributeNames())).containsExactlyInAnyOrder("kept", "new");
        assertThat(request.getAttribute("kept")).isEqualTo("before");
        assertThat(request.getAttribute("gone")).isEqualTo("before");
        assertThat(request.getAttribute("new")).isNull();
    }

    @Test
    void hasOnlyParametersOfQuery() {
        request.setQueryString("a=1&b&a=2&&d=%zz");
        request.addParameter("form", "1");
        assertThat(Collections.list(lookup.getParameterNames())).containsExactly("a", "b", "d");
        assertThat(lookup.getParameterValues("a")).containsExactly("1", "2");
        assertThat(lookup.getParameter("a")).isEqualTo("1");
        assertThat(lookup.getParameterMap()).containsKey("b");
        assertThat(lookup.getParameter("d")).isEqualTo("%zz");
        assertThat(lookup.getParameter("form")).isNull();
        assertThat(lookup.getParameterValues("form")).isNull();
        assertThat(lookup.getParameterMap()).doesNotContainKey("form");
    }

    @Test
    void hasNoParametersWithoutQuery() {
        request.addParameter("form", "1");
        assertThat(lookup.getParameterMap()).isEmpty();
    }

    @Test
    void givesNoAccessToBody() {
        request.setContent("body".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalStateException().isThrownBy(lookup::getInputStream);
        assertThatIllegalStateException().isThrownBy(lookup::getReader);
        assertThatIllegalStateException().isThrownBy(lookup::getParts);
        assertThatIllegalStateException().isThrownBy(() -> lookup.getPart("file"));
    }
}
