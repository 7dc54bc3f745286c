package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.app.Sightings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

/** Counts a request before anything else, and answers it with a text. Every resource of the contract uses it. */
final class Counted {

    private Counted() {}

    static Response answer(HttpServletRequest request, String text) {
        count(request);
        return text(text);
    }

    static Response text(String text) {
        return Response.ok(text, "text/plain;charset=UTF-8").build();
    }

    static void count(HttpServletRequest request) {
        Sightings.of(request.getServletContext()).count(request);
    }
}
