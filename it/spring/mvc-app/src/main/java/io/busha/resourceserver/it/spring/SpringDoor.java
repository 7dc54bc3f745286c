package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.Partners;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.WebResources;
import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.contract.Framework;
import io.busha.resourceserver.it.contract.Front;
import io.busha.resourceserver.it.spring.ContractServlets.PartnerSettings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/** The application of the contract on Boot. */
final class SpringDoor extends ServletDoor {

    private final ConfigurableApplicationContext application;

    /** The sources of the application, in addition to auto-configuration. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        OpenController.class,
        UndeclaredController.class,
        ScopedController.class,
        MeController.class,
        ConnectionController.class,
        InheritedControllers.OfSuperclass.class,
        InheritedControllers.OfInterface.class,
        InheritedControllers.OfGeneric.class,
        InheritedControllers.OfBridge.class,
        InheritedControllers.Proxies.class,
        DispatchingController.class,
        ContractServlets.class,
        Rerouting.Filtered.class,
        Rerouting.Unlisted.class
    })
    static class Application {}

    SpringDoor(Map<String, String> settings) throws IOException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        application = configured(new SpringApplicationBuilder(), settings, properties(settings))
                .run();
    }

    /** Configures the application of the contract, for an embedded server or a WAR. */
    static SpringApplicationBuilder configured(
            SpringApplicationBuilder builder, Map<String, String> settings, Map<String, Object> properties) {
        return builder.sources(Application.class, BootPages.class)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(properties)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(PartnerSettings.class, () -> new PartnerSettings(Partners.of(settings))));
    }

    /** Returns whether Spring Security is on the class path. */
    static boolean isSecured() {
        return ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy", null);
    }

    static Map<String, Object> properties(Map<String, String> settings) throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("server.max-http-request-header-size", "128KB");
        properties.put("server.tomcat.threads.max", "40");
        properties.put("server.shutdown", "immediate");
        properties.put(
                "spring.web.resources.static-locations",
                WebResources.folder().toUri().toString());
        Partners.without(settings).forEach((name, value) -> properties.put("busha." + name, value));
        properties.put(Rerouting.SETTING, settings.getOrDefault(Rerouting.SETTING, ""));
        return properties;
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    protected ServletContext context() {
        return Objects.requireNonNull(((WebApplicationContext) application).getServletContext());
    }

    @Override
    public Front front() {
        return ofContainer();
    }

    /** Returns Tomcat's own answers. The firewall of Spring Security refuses matrix parameters, and before version 7 also TRACE. */
    static Front ofContainer() {
        boolean refusesTrace = DoorName.version(SpringApplication.class).startsWith("3");
        return isSecured() ? new Front(Set.of(400), refusesTrace ? 400 : Front.TOMCAT.trace(), false) : Front.TOMCAT;
    }

    @Override
    public Framework framework() {
        return behindDoor();
    }

    static Framework behindDoor() {
        return isSecured() ? Framework.SPRING_SECURITY : Framework.SPRING_MVC;
    }

    @Override
    public void close() {
        application.close();
    }
}
