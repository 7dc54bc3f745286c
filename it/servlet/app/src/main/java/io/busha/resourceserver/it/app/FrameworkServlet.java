package io.busha.resourceserver.it.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** Finds its handlers by path info, as leniently as some frameworks do. Only route lines protect them. */
public final class FrameworkServlet extends Endpoint {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = loose(String.valueOf(request.getPathInfo()));
        if (path.endsWith("secret")) {
            answer(response, "protected: secret handler");
        } else if (path.endsWith("hello")) {
            answer(response, "hello handler");
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String loose(String pathInfo) {
        return pathInfo.toLowerCase(Locale.ROOT)
                .replace('\\', '/')
                .replaceAll(";[^/]*", "")
                .replaceAll("\\.[a-z]+$", "")
                .replaceAll("[\\s\\x00/]+$", "");
    }
}
