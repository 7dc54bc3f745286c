package io.busha.resourceserver.jaxrs;

import java.util.Optional;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/** Details of an Apache CXF request that JAX-RS does not expose. Use this class only if the request is one of CXF's: CXF may be absent. */
final class CxfMessage {

    private CxfMessage() {}

    /** Returns the path as it was sent; {@code UriInfo} drops a second leading slash. */
    static Optional<String> rawPath() {
        return current().map(message -> (String) message.get(Message.REQUEST_URI));
    }

    /** Keeps CXF from reading up to 16 MiB of a body that nothing uses before it sends the response. */
    static void leaveBodyUnread() {
        current().ifPresent(message -> message.removeContent(DelegatingInputStream.class));
    }

    /** Makes CXF use its message writers, even if the denial replaces a service description that was to be written as plain text. */
    static void writeBytes() {
        current().map(Message::getExchange).ifPresent(exchange -> exchange.remove(JAXRSUtils.IGNORE_MESSAGE_WRITERS));
    }

    private static Optional<Message> current() {
        return Optional.ofNullable(PhaseInterceptorChain.getCurrentMessage())
                .map(message -> message.getExchange() == null
                        ? message
                        : message.getExchange().getInMessage());
    }
}
