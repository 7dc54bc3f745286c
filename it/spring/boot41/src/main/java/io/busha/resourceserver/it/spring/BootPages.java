package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.WebResources;
import java.io.File;
import java.io.IOException;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** Configures error pages and files of the application with the types of Boot 4.1. */
@Configuration(proxyBeanMethods = false)
public class BootPages {

    @Bean
    ErrorPageRegistrar errorPages() {
        return registry -> registry.addErrorPages(
                new ErrorPage(HttpStatus.valueOf(418), ContractApplication.ERROR_PAGE),
                new ErrorPage(ContractApplication.ERROR_TYPE, ContractApplication.ERROR_PAGE));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webPages() throws IOException {
        File folder = WebResources.folder().toFile();
        return factory -> factory.setDocumentRoot(folder);
    }
}
