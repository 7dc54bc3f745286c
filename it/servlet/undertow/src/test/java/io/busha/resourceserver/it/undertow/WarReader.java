package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.WebSockets;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** Reads an exploded WAR for Undertow, which does not read {@code web.xml} itself. Supports the elements that our WARs use. */
final class WarReader {

    private final ClassLoader loader;
    private final DeploymentInfo info;

    private WarReader(ClassLoader loader, DeploymentInfo info) {
        this.loader = loader;
        this.info = info;
    }

    static DeploymentInfo read(Path folder, ClassLoader loader) throws IOException, ServletException {
        DeploymentInfo info = Servlets.deployment()
                .setDeploymentName(folder.getFileName().toString())
                .setContextPath("/")
                .setClassLoader(loader)
                .setResourceManager(new PathResourceManager(folder));
        WarReader reader = new WarReader(loader, info);
        XmlElement descriptor = XmlElement.root(folder.resolve("WEB-INF/web.xml"));
        try {
            reader.surroundings(descriptor);
            reader.filters(descriptor);
            reader.servlets(descriptor);
        } catch (ClassNotFoundException e) {
            throw new ServletException(e);
        }
        ServiceLoader.load(ServletContainerInitializer.class, loader).forEach(reader::initializer);
        return UndertowServer.withWebSockets(info, reader.webSockets());
    }

    private void surroundings(XmlElement descriptor) throws ClassNotFoundException {
        descriptor
                .children("context-param")
                .forEach(param -> info.addInitParameter(param.text("param-name"), param.text("param-value")));
        for (XmlElement listener : descriptor.children("listener")) {
            info.addListener(Servlets.listener(type(listener.text("listener-class"), EventListener.class)));
        }
        for (XmlElement welcome : descriptor.children("welcome-file-list")) {
            info.addWelcomePages(welcome.texts("welcome-file"));
        }
        for (XmlElement page : descriptor.children("error-page")) {
            errorPage(page);
        }
    }

    private void errorPage(XmlElement page) throws ClassNotFoundException {
        for (String code : page.texts("error-code")) {
            info.addErrorPage(Servlets.errorPage(page.text("location"), Integer.parseInt(code)));
        }
        for (String type : page.texts("exception-type")) {
            info.addErrorPage(Servlets.errorPage(page.text("location"), type(type, Throwable.class)));
        }
    }

    private void filters(XmlElement descriptor) throws ClassNotFoundException {
        for (XmlElement element : descriptor.children("filter")) {
            FilterInfo filter =
                    Servlets.filter(element.text("filter-name"), type(element.text("filter-class"), Filter.class));
            filter.setAsyncSupported(element.is("async-supported"));
            element.children("init-param")
                    .forEach(param -> filter.addInitParam(param.text("param-name"), param.text("param-value")));
            info.addFilter(filter);
        }
        for (XmlElement mapping : descriptor.children("filter-mapping")) {
            List<String> named = mapping.texts("dispatcher");
            for (String dispatcher : named.isEmpty() ? List.of("REQUEST") : named) {
                DispatcherType type = DispatcherType.valueOf(dispatcher);
                mapping.texts("url-pattern")
                        .forEach(pattern -> info.addFilterUrlMapping(mapping.text("filter-name"), pattern, type));
                mapping.texts("servlet-name")
                        .forEach(name -> info.addFilterServletNameMapping(mapping.text("filter-name"), name, type));
            }
        }
    }

    /** Returns the annotated endpoints, because nothing scans for them here. */
    private List<Class<?>> webSockets() throws ServletException {
        List<Class<?>> found = new ArrayList<>();
        try {
            for (Class<?> endpoint : WebSockets.ANNOTATED) {
                found.add(Class.forName(endpoint.getName(), false, loader));
            }
        } catch (ClassNotFoundException e) {
            throw new ServletException(e);
        }
        return found;
    }

    private void servlets(XmlElement descriptor) throws ClassNotFoundException {
        for (XmlElement element : descriptor.children("servlet")) {
            String name = element.text("servlet-name");
            ServletInfo servlet = Servlets.servlet(name, type(element.text("servlet-class"), Servlet.class));
            servlet.setAsyncSupported(element.is("async-supported"));
            element.children("init-param")
                    .forEach(param -> servlet.addInitParam(param.text("param-name"), param.text("param-value")));
            descriptor.children("servlet-mapping").stream()
                    .filter(mapping -> mapping.text("servlet-name").equals(name))
                    .flatMap(mapping -> mapping.texts("url-pattern").stream())
                    .forEach(servlet::addMapping);
            info.addServlet(servlet);
        }
    }

    private <T> Class<? extends T> type(String name, Class<T> expected) throws ClassNotFoundException {
        return Class.forName(name, false, loader).asSubclass(expected);
    }

    private void initializer(ServletContainerInitializer initializer) {
        info.addServletContainerInitializer(new ServletContainerInitializerInfo(
                initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
    }
}
