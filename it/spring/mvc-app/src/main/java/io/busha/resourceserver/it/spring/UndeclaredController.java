package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ContractApplication;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers without a declaration; route lines open some of them. */
@RestController
class UndeclaredController {

    @RequestMapping("/undeclared")
    String undeclared(HttpServletRequest request) {
        return Counted.answer(request, "undeclared");
    }

    @RequestMapping(ContractApplication.ERROR_PAGE)
    String errorPage(HttpServletRequest request) {
        return Counted.answer(request, "error page");
    }

    @RequestMapping("/partners/headless")
    void headless(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            Counted.write(response, Counted.subject(request));
        } else {
            request.startAsync(new DispatchingController.Headless(request), response)
                    .dispatch();
        }
    }

    @RequestMapping({
        "/table/**",
        "/foo/**",
        "/bar/**",
        "/foobar",
        "/api/**",
        "/statement",
        "/hall/start",
        "/lounge/start",
        "/partners/**",
        "/reports/salaries",
        "/reports/other",
        "/acc/{id}"
    })
    String table(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return Counted.answer(request, request.getServletPath() + (pathInfo == null ? "" : pathInfo));
    }
}
