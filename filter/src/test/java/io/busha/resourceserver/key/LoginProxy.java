package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Base64;

/** Behaves like a proxy that requires a user and a password. For plain http it answers in place of the issuer. */
final class LoginProxy {

    /** The hosts of issuers behind the proxy; nothing listens there. */
    static final String ISSUER = "http://127.0.0.9:1";

    static final String SECURE_ISSUER = "https://127.0.0.9:1";

    static final String USER = "user";
    static final String PASSWORD = "pass word";
    static final Authenticator RIGHT = giving(PASSWORD);
    static final Authenticator WRONG = giving("wrong");

    private static final String EXPECTED =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));

    private LoginProxy() {}

    private static Authenticator giving(String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(USER, password.toCharArray());
            }
        };
    }

    static void answer(OddExchange exchange) throws IOException {
        if (!exchange.header("Proxy-Authorization").equals(EXPECTED)) {
            exchange.send(407, new byte[0], "Proxy-Authenticate: Basic realm=\"way out\"");
        } else if (exchange.method().equals("CONNECT")) {
            exchange.tunnel();
        } else {
            exchange.send(exchange.isForKeys() ? exchange.document() : OddServer.discovery(ISSUER, "/keys"));
        }
    }
}
