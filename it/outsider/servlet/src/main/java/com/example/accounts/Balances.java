package com.example.accounts;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet of the README. */
@WebServlet("/v1/balances")
@RequireScope("balances:read")
public class Balances extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VerifiedToken token = ResourceServerFilter.token(request).orElseThrow();
        response.getWriter().println("balances of " + token.subject());
    }
}
