package io.busha.resourceserver.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet that all variants share: a hundred bytes of JSON. */
@SuppressWarnings("serial") // servlets are Serializable by inheritance only
final class BalancesServlet extends HttpServlet {

    static final String PATH = "/balances";

    private static final String BODY = "{\"balances\":[{\"currency\":\"NGN\",\"available\":\"1250000.00\"},"
            + "{\"currency\":\"BTC\",\"available\":\"0.07250000\"}]}";

    @RequireScope(Tokens.SCOPE)
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = BODY.getBytes(US_ASCII);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
