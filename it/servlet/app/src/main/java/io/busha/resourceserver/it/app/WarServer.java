package io.busha.resourceserver.it.app;

import io.busha.resourceserver.it.contract.Front;

/** A running container, at 127.0.0.1 and a free port, to which WARs can be deployed one after the other. */
public interface WarServer extends AutoCloseable {

    /**
     * Deploys a WAR at the root path. Closing the door undeploys it; the server keeps running.
     *
     * @throws Exception if the application does not start and the container reports it. A container that only logs it returns a door
     *     that serves nothing
     */
    DeployedWar deploy(War war) throws Exception;

    /** Returns how the server answers by itself before any filter. */
    default Front front() {
        return Front.PLAIN;
    }

    @Override
    void close();
}
