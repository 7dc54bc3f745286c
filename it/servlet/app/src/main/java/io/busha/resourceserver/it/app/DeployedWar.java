package io.busha.resourceserver.it.app;

/** A deployed WAR. Closing undeploys it; the server keeps running. */
public abstract class DeployedWar extends ServletDoor {

    /** For subclasses. */
    protected DeployedWar() {}

    /** Stops the application and starts it again without deploying it again, in each way that the server supports. */
    public abstract void restart() throws Exception;
}
