package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Settings;
import java.util.concurrent.ExecutorService;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.spi.ResteasyDeployment;

/**
 * The deployment of RESTEasy that starts, or serves, on this thread. RESTEasy tells nobody that it stops one, but shuts the deployment's
 * executor down. Only to be named where RESTEasy is: it may be absent.
 */
final class RestEasyDeployment {

    private RestEasyDeployment() {}

    /** Begins a guard that ends when the deployment stops, or when nothing refers to it: RESTEasy keeps parts of a start that failed. */
    static GuardLife begin(Settings settings, Object application) {
        ResteasyDeployment deployment = ResteasyContext.getContextData(ResteasyDeployment.class);
        GuardLife life = GuardLife.begin(settings, deployment == null ? application : deployment);
        if (deployment instanceof ResteasyDeploymentImpl known) {
            ExecutorService executor = known.getExecutorService();
            if (!executor.isShutdown()) {
                life.endWith(executor);
            }
        }
        return life;
    }
}
