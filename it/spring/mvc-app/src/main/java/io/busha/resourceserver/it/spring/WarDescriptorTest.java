package io.busha.resourceserver.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web.xml in addition to Spring's initializer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class WarDescriptorTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {
        @Open
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @Open
        @GetMapping("/narrowed")
        String narrowed() {
            return "narrowed";
        }
    }

    /** A filter that answers every request itself. */
    public static final class Answering implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.getWriter().print("answered");
        }
    }

    private War war;

    @BeforeAll
    void start() throws Exception {
        war = War.start(Application.class, WarDescriptorTest::describe);
    }

    private static void describe(Context context) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("answering");
        filter.setFilterClass(Answering.class.getName());
        context.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("answering");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        context.addParameter("busha.routes", "GET /narrowed authenticated");
    }

    @AfterAll
    void stop() {
        war.close();
    }

    private RawHttp.Response get(String target, String... headers) {
        return RawHttp.get(war.uri(), target, headers);
    }

    @Test
    void runsFiltersOfWebXmlBehindDoor() {
        assertThat(get("/open").body()).isEqualTo("answered");
        assertThat(get("/open", "Authorization: Bearer a.b.c").status()).isEqualTo(401);
        assertThat(get("/nowhere").status()).isEqualTo(403);
        assertThat(get("/nowhere", war.bearer()).status())
                .as("status of Spring, not of a filter")
                .isEqualTo(404);
    }

    @Test
    void readsSettingsFromContextParams() {
        assertThat(get("/narrowed").status()).isEqualTo(401);
        assertThat(get("/narrowed", war.bearer()).body()).isEqualTo("answered");
    }
}
