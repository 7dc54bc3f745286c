package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.Front;
import io.busha.resourceserver.it.contract.HttpContract;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole contract on a WAR that only its {@code web.xml} configures. */
public abstract class WarContract extends HttpContract {

    /** For subclasses. */
    protected WarContract() {}

    /** Starts a server for one application. */
    protected abstract WarServer start() throws Exception;

    /** Returns settings of every application, which rows of the contract may override. */
    protected Map<String, String> always() {
        return Map.of();
    }

    @Override
    protected final Door open(Map<String, String> settings) throws Exception {
        WarServer server = start();
        Map<String, String> all = new LinkedHashMap<>(always());
        all.putAll(settings);
        War war = War.assemble(WebXml.with(all));
        return new Alone(server, war, server.deploy(war));
    }

    /** A door that also stops its server and deletes its WAR when closed. */
    private static final class Alone extends ServletDoor {
        private final WarServer server;
        private final War war;
        private final ServletDoor door;

        Alone(WarServer server, War war, ServletDoor door) {
            this.server = server;
            this.war = war;
            this.door = door;
        }

        @Override
        public URI uri() {
            return door.uri();
        }

        @Override
        protected ServletContext context() {
            return door.context();
        }

        @Override
        public Front front() {
            return server.front();
        }

        @Override
        public void close() {
            try (war;
                    server) {
                door.close();
            }
        }
    }
}
