package io.busha.resourceserver.jaxrs;

import java.util.Optional;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/** What JAX-RS does not show of a request to Apache CXF. Only to be named where a request is one of CXF's: it may be absent. */
final class CxfMessage {

    private CxfMessage() {}

    /** The path as it was sent; {@code UriInfo} leaves out a second slash at its beginning. */
    static Optional<String> rawPath() {
        return current().map(message -> (String) message.get(Message.REQUEST_URI));
    }

    /** Keeps CXF from reading up to 16 MiB of a body, which nobody will look at, before it answers. */
    static void leaveBodyUnread() {
        current().ifPresent(message -> message.removeContent(DelegatingInputStream.class));
    }

    /** Has the answer written like any other, where a description that it replaces was to be written as text. */
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
