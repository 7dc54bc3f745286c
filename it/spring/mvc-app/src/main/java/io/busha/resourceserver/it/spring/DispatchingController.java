package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that dispatch a request. */
@Authenticated
@RestController
class DispatchingController {

    private static final String STRICTER = "/transfers-get";

    @GetMapping("/async/again")
    void again(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        if (!isBack(request, response)) {
            request.startAsync().dispatch();
        }
    }

    @GetMapping("/async/stricter")
    void stricter(HttpServletRequest request, HttpServletResponse response) {
        Counted.count(request);
        request.startAsync().dispatch(STRICTER);
    }

    @GetMapping("/forward/stricter")
    void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Counted.count(request);
        request.getRequestDispatcher(STRICTER).forward(request, response);
    }

    @GetMapping("/include/stricter")
    void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Counted.count(request);
        request.getRequestDispatcher(STRICTER).include(request, response);
    }

    /** Dispatches to the other handler and answers when the request returns. */
    @GetMapping("/async/there")
    void there(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        if (!isBack(request, response)) {
            request.startAsync().dispatch("/async/back");
        }
    }

    @RequireScope("transfers:write")
    @GetMapping("/async/back")
    void back(HttpServletRequest request, HttpServletResponse response) {
        Counted.count(request);
        request.startAsync().dispatch("/async/there");
    }

    /** Dispatches to itself with a request without its credential. */
    @GetMapping("/async/headless")
    void headless(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Counted.count(request);
        if (!isBack(request, response)) {
            request.startAsync(new Headless(request), response).dispatch();
        }
    }

    private static boolean isBack(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isBack = request.getDispatcherType() == DispatcherType.ASYNC;
        if (isBack) {
            Counted.write(response, Counted.subject(request));
        }
        return isBack;
    }

    static final class Headless extends HttpServletRequestWrapper {
        Headless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Authorization") ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    /** Dispatches in the way that the path names, to the target in the query. */
    @GetMapping("/dispatch/**")
    void anywhere(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Counted.count(request);
        String target = String.valueOf(request.getQueryString());
        switch (request.getServletPath()) {
            case "/dispatch/forward" -> request.getRequestDispatcher(target).forward(request, response);
            case "/dispatch/include" -> request.getRequestDispatcher(target).include(request, response);
            case "/dispatch/async" -> request.startAsync().dispatch(target);
            case "/dispatch/named" ->
                request.getServletContext().getNamedDispatcher(target).forward(request, response);
            default -> Counted.write(response, "arrived");
        }
    }
}
