package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Decision.Denial;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;

/** Copies a denial into a response. The body is sent as bytes, which no writer of the application converts. */
final class Denials {

    private Denials() {}

    /** Ends a request with a denial. */
    static void abort(ContainerRequestContext request, Denial denial) {
        Response.ResponseBuilder answer = Response.status(denial.status()).entity(body(denial));
        denial.headers().forEach(answer::header);
        prepare(request);
        request.abortWith(answer.build());
    }

    /** Replaces a response that has already been produced with a denial. */
    static void replace(ContainerRequestContext request, ContainerResponseContext answer, Denial denial) {
        prepare(request);
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.clear();
        denial.headers().forEach(headers::putSingle);
        answer.setStatus(denial.status());
        answer.setEntity(
                body(denial),
                new Annotation[0],
                MediaType.valueOf(denial.headers().get(HttpHeaders.CONTENT_TYPE)));
    }

    private static void prepare(ContainerRequestContext request) {
        if (JaxRsGuardedRequest.isOfCxf(request)) {
            CxfMessage.leaveBodyUnread();
            CxfMessage.writeBytes();
        }
    }

    private static byte[] body(Denial denial) {
        return denial.body().getBytes(StandardCharsets.US_ASCII);
    }
}
