package io.busha.resourceserver.it.jettyee10;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.servlet.MissingFilterCheck;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a container that keeps registrations from listeners that were added by code, the check waits for a request. */
class MissingFilterTest {

    private static final Logger LOG = Logger.getLogger(MissingFilterCheck.class.getName());

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        context.addServletContainerInitializer(new MissingFilterCheck());
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void warnsOnceWhereNoFilterIsMapped() throws Exception {
        startAndAskTwice();
        assertThat(lines).singleElement().asString().contains("NOTHING IS PROTECTED");
    }

    @Test
    void saysNothingWhereAFilterIsMapped() throws Exception {
        FilterHolder filter = new FilterHolder(ResourceServerFilter.class);
        filter.setInitParameter("issuer", "http://127.0.0.1:1");
        filter.setInitParameter("client-id", "c");
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        startAndAskTwice();
        assertThat(lines).isEmpty();
    }

    private void startAndAskTwice() throws Exception {
        try (JettyServer jetty = new JettyServer()) {
            jetty.start(context);
            RawHttp.get(jetty.uri(), "/");
            RawHttp.get(jetty.uri(), "/");
        }
    }
}
