package io.busha.resourceserver.it.app;

/** A WAR that is deployed. Closing undeploys it; the server runs on. */
public abstract class DeployedWar extends ServletDoor {

    /** For subclasses. */
    protected DeployedWar() {}

    /** Stops the application and starts it again, in every way that the server has, and without deploying it anew. */
    public abstract void restart() throws Exception;
}
