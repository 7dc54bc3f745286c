package io.busha.resourceserver.it.tomcat11;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter as a {@code web.xml} makes it: by its name and its init-params alone. */
class FilterStartTest {

    private final Tomcat tomcat = new Tomcat();

    @TempDir
    private Path folder;

    private @Nullable ServletException failure;

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void startsByInitParamsAlone() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            URI uri =
                    start(new Hello(), Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID), Map.of());
            String token = "Authorization: Bearer " + issuer.accessToken().sign();
            assertThat(RawHttp.get(uri, "/hello", token).status()).isEqualTo(200);
            assertThat(RawHttp.get(uri, "/hello").status()).isEqualTo(401);
        }
    }

    @Test
    void takesContextParamsBelowInitParams() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            URI uri = start(
                    new Hello(),
                    Map.of("client-id", LocalIssuer.CLIENT_ID),
                    Map.of("busha.issuer", issuer.issuer(), "busha.client-id", "another", "busha.other", "not ours"));
            String token = "Authorization: Bearer " + issuer.accessToken().sign();
            assertThat(RawHttp.get(uri, "/hello", token).status()).isEqualTo(200);
        }
    }

    @Test
    void startsThoughTheIssuerIsDown() throws Exception {
        URI uri = start(new Hello(), Map.of("issuer", "http://127.0.0.1:1", "client-id", "c"), Map.of());
        try (LocalIssuer other = LocalIssuer.start()) {
            String token = "Authorization: Bearer " + other.accessToken().sign();
            assertThat(RawHttp.get(uri, "/hello", token).status()).isEqualTo(503);
        }
        assertThat(RawHttp.get(uri, "/hello").status()).isEqualTo(401);
    }

    @Test
    void tellsEveryFaultOfTheSettingsAndServesNothing() throws Exception {
        URI uri = start(new Hello(), Map.of("isuer", "x", "clock-skew", "1h", "routes", "GET x open"), Map.of());
        assertThat(failure)
                .hasMessageContaining("isuer: there is no such setting")
                .hasMessageContaining("BUSHA_CLIENT_ID")
                .hasMessageContaining("clock-skew")
                .hasMessageContaining("the path x does not begin with /");
        assertThat(RawHttp.get(uri, "/hello").status()).isEqualTo(404);
    }

    @Test
    void refusesToStartWhereDeclarationsContradict() throws Exception {
        URI uri = start(new TwoKinds(), Map.of("issuer", "http://127.0.0.1:1", "client-id", "c"), Map.of());
        assertThat(failure).hasMessageContaining("servlet hello: ").hasMessageContaining("more than one of");
        assertThat(RawHttp.get(uri, "/hello").status()).isEqualTo(404);
    }

    @Test
    void refusesToStartWhereAScopeIsBlank() throws Exception {
        start(new BlankScope(), Map.of("issuer", "http://127.0.0.1:1", "client-id", "c"), Map.of());
        assertThat(failure).hasMessageContaining("servlet hello: ").hasMessageContaining("\"a b\" is not a scope");
    }

    private URI start(HttpServlet servlet, Map<String, String> initParams, Map<String, String> contextParams)
            throws LifecycleException {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        contextParams.forEach(context::addParameter);
        Tomcat.addServlet(context, "hello", servlet).addMapping("/hello");
        FilterDef filter = new FilterDef();
        filter.setFilterName("busha");
        filter.setFilter(new Recorded());
        filter.setAsyncSupported("true");
        initParams.forEach(filter::addInitParameter);
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("busha");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        tomcat.start();
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The filter, and what stopped it from starting. */
    private final class Recorded implements Filter {
        private final ResourceServerFilter filter = new ResourceServerFilter();

        @Override
        public void init(FilterConfig config) throws ServletException {
            try {
                filter.init(config);
            } catch (ServletException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            filter.doFilter(request, response, chain);
        }

        @Override
        public void destroy() {
            filter.destroy();
        }
    }

    @Authenticated
    private static class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello");
        }
    }

    @Open
    @Authenticated
    private static final class TwoKinds extends Hello {
        private static final long serialVersionUID = 1L;
    }

    @RequireScope("a b")
    private static final class BlankScope extends Hello {
        private static final long serialVersionUID = 1L;
    }
}
