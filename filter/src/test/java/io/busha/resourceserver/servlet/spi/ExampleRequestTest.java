package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The request that a framework's filters see while an application starts. */
class ExampleRequestTest {

    private final FakeApplication application = new FakeApplication()
            .servlet("api", null, "/api/*", "/api/v1/*", "/elsewhere/*", "*.do")
            .servlet("rest", null, "/");

    private HttpServletRequest at(String path) {
        return ExampleRequest.of(application.context(), "POST", path);
    }

    @Test
    void goesToTheServletThatTheContainerWouldChoose() {
        HttpServletRequest below = at("/api/v1/x/y");
        assertThat(below.getServletPath()).isEqualTo("/api/v1");
        assertThat(below.getPathInfo()).isEqualTo("/x/y");
        assertThat(below.getHttpServletMapping().getServletName()).isEqualTo("api");
        assertThat(below.getHttpServletMapping().getMappingMatch()).isEqualTo(MappingMatch.PATH);
        HttpServletRequest other = at("/apis/x");
        assertThat(other.getServletPath()).isEqualTo("/apis/x");
        assertThat(other.getPathInfo()).isNull();
        assertThat(other.getHttpServletMapping().getServletName()).isEqualTo("rest");
        assertThat(other.getHttpServletMapping().getMappingMatch()).isEqualTo(MappingMatch.DEFAULT);
    }

    @Test
    void goesNowhereWithoutAServlet() {
        HttpServletRequest request = ExampleRequest.of(new FakeApplication().context(), "GET", "/x");
        assertThat(request.getHttpServletMapping().getServletName()).isEmpty();
    }

    @Test
    void isAnEmptyRequestFromOutside() throws Exception {
        HttpServletRequest request = at("/a b/ü");
        request.setCharacterEncoding("UTF-8"); // as filters do
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getRequestURI()).isEqualTo("/bank/a%20b/%C3%BC");
        assertThat(request.getContextPath()).isEqualTo("/bank");
        assertThat(request.getServletContext().getContextPath()).isEqualTo("/bank");
        assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.REQUEST);
        assertThat(request.getHeader("Authorization")).isNull();
        assertThat(Collections.list(request.getHeaders("Authorization"))).isEmpty();
        assertThat(request.getParameterMap()).isEmpty();
        assertThat(request.getQueryString()).isNull();
        assertThat(request.getContentLength()).isZero();
        assertThat(request.getContentLengthLong()).isZero();
        assertThat(request.isSecure()).isFalse();
    }

    @Test
    void keepsAttributes() {
        HttpServletRequest request = at("/x");
        request.setAttribute("a", "b");
        assertThat(request.getAttribute("a")).isEqualTo("b");
        request.removeAttribute("a");
        assertThat(request.getAttribute("a")).isNull();
        assertThat(Collections.list(request.getAttributeNames())).isEmpty();
    }
}
