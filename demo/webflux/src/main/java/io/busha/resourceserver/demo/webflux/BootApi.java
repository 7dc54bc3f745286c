package io.busha.resourceserver.demo.webflux;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.guard.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The API on Boot with an embedded Netty. */
final class BootApi implements DemoApi {

    private final ConfigurableApplicationContext context;

    private BootApi(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static BootApi start(int port, Map<String, String> settings) throws IOException {
        Settings.from(settings); // reports invalid settings in one line, before Boot would
        try {
            return new BootApi(application().run(arguments(port, settings)));
        } catch (RuntimeException e) {
            if (isPortInUse(e)) {
                throw new IOException("cannot serve on 127.0.0.1:" + port + ": the port is in use", e);
            }
            throw e;
        }
    }

    private static boolean isPortInUse(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof PortInUseException || isPortInUse(thrown.getCause()));
    }

    private static SpringApplication application() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SpringApplication application = new SpringApplication(PaymentsApi.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        return application;
    }

    private static String[] arguments(int port, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=" + port);
        arguments.add("--server.shutdown=graceful");
        settings.forEach((name, value) -> arguments.add("--busha." + name + "=" + value));
        return arguments.toArray(new String[0]);
    }

    @Override
    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
