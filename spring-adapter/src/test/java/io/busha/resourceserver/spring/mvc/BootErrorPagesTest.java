package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.ErrorPage;
import org.springframework.boot.web.server.ErrorPageRegistrar;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;

class BootErrorPagesTest {

    private final GenericApplicationContext context = new GenericApplicationContext();

    BootErrorPagesTest() {
        context.registerBean(
                "first",
                ErrorPageRegistrar.class,
                () -> pages -> pages.addErrorPages(
                        new ErrorPage("/error"), new ErrorPage(HttpStatus.CONFLICT, "/conflict?by=1&to=?")));
        context.registerBean(
                "second",
                ErrorPageRegistrar.class,
                () -> pages -> pages.addErrorPages(new ErrorPage(IllegalStateException.class, "/broken")));
    }

    @Test
    void findsPagesOfAllRegistrars() {
        context.registerBean(ErrorPageFilter.class, ErrorPageFilter::new);
        context.refresh();
        assertThat(BootErrorPages.of(context)).containsExactlyInAnyOrder("/error", "/conflict", "/broken");
    }

    @Test
    void findsNoPagesWithoutErrorPageFilter() {
        context.refresh();
        assertThat(BootErrorPages.of(context)).isEmpty();
    }
}
