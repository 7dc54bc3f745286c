package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.Sightings;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Counts a request before anything else, and answers it with a text. Every handler of the contract uses it. */
final class Counted {

    private Counted() {}

    static String answer(HttpServletRequest request, String text) {
        count(request);
        return text;
    }

    static void count(HttpServletRequest request) {
        Sightings.of(request.getServletContext()).count(request);
    }

    static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    static String subject(HttpServletRequest request) {
        return ResourceServerFilter.token(request).map(VerifiedToken::subject).orElse("anonymous");
    }
}
