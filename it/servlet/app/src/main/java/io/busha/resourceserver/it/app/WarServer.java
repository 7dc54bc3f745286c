package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Front;

/** A running container, at 127.0.0.1 and a free port, that takes one WAR after another. */
public interface WarServer extends AutoCloseable {

    /**
     * Deploys a WAR at the root path. Closing the door undeploys it; the server runs on.
     *
     * @throws Exception where the application does not start and the container says so; one that only logs it gives a door
     *     behind which nothing is served
     */
    DeployedWar deploy(War war) throws Exception;

    /** What answers by itself, before any filter. */
    default Front front() {
        return Front.PLAIN;
    }

    @Override
    void close();
}
