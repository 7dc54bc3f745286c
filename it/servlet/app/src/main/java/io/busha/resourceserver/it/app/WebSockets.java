package io.busha.resourceserver.it.app;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** WebSocket endpoints. Each sends the caller's subject when it is opened and with each message. */
public final class WebSockets {

    /** The annotated endpoints, which a container finds if it scans the WAR. */
    public static final List<Class<?>> ANNOTATED = List.of(
            Scoped.class,
            ForAll.class,
            Undeclared.class,
            BelowOpenServlet.class,
            AtScopedServlet.class,
            Template.class,
            Exact.class);

    /** The endpoints that an application adds by code, by their paths. */
    public static final Map<String, Class<? extends Endpoint>> PROGRAMMATIC = Map.of(
            "/ws/code/scoped", ScopedByCode.class,
            "/ws/code/line", ByCode.class,
            "/ws/code/open", ByCode.class,
            "/ws/code/undeclared", ByCode.class);

    private WebSockets() {}

    private static void greet(Session session) {
        say(session, caller(session));
    }

    /** Sends a text and waits until it is sent, because a container accepts no message while it sends another. */
    private static void say(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String caller(Session session) {
        return session.getUserPrincipal() instanceof VerifiedToken token ? token.subject() : "anonymous";
    }

    /** The behaviour of all annotated endpoints. */
    public abstract static class Greeting {

        @OnOpen
        public void open(Session session) {
            greet(session);
        }

        @OnMessage
        public void answer(String message, Session session) {
            say(session, message + " " + caller(session));
        }
    }

    @ServerEndpoint("/ws/scoped")
    @RequireScope("balances:read")
    public static final class Scoped extends Greeting {}

    @ServerEndpoint("/ws/open")
    @Open
    public static final class ForAll extends Greeting {}

    @ServerEndpoint("/ws/undeclared")
    public static final class Undeclared extends Greeting {}

    @ServerEndpoint("/wide/undeclared")
    public static final class BelowOpenServlet extends Greeting {}

    @ServerEndpoint(value = "/transfers-get", configurator = OwnOrigin.class)
    @Open
    public static final class AtScopedServlet extends Greeting {}

    @ServerEndpoint("/ws/of/{id}")
    @Authenticated
    public static final class Template {

        @OnOpen
        public void open(Session session) {
            greet(session);
        }

        @OnMessage
        public void answer(@PathParam("id") String id, String message, Session session) {
            say(session, id + " " + message + " " + caller(session));
        }
    }

    @ServerEndpoint("/ws/of/exact")
    @RequireScope("transfers:write")
    public static final class Exact extends Greeting {}

    /** Has no declaration; a route line may open it. */
    public static class ByCode extends Endpoint {

        @Override
        public final void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>)
                    message -> say(session, message + " " + caller(session)));
            greet(session);
        }
    }

    @RequireScope("balances:read")
    public static final class ScopedByCode extends ByCode {}

    /** Accepts handshakes of one origin, and of clients without an origin. */
    public static final class OwnOrigin extends ServerEndpointConfig.Configurator {

        @Override
        public boolean checkOrigin(String origin) {
            return origin == null || origin.equals("https://bank.example");
        }
    }
}
