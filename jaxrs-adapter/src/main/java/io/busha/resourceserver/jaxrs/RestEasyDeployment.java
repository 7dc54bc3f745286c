package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Settings;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.spi.ResteasyDeployment;

/**
 * The RESTEasy deployment that starts or serves on this thread. RESTEasy does not report the end of a deployment but shuts down its
 * executor. Use this class only if RESTEasy is present.
 */
final class RestEasyDeployment {

    private RestEasyDeployment() {}

    /** Starts a guard that ends when the deployment stops or is garbage-collected: RESTEasy keeps parts of a failed start. */
    static GuardLife begin(Settings settings, Object application) {
        ResteasyDeployment deployment = ResteasyContext.getContextData(ResteasyDeployment.class);
        GuardLife life = GuardLife.begin(settings, deployment == null ? application : deployment);
        if (deployment instanceof ResteasyDeploymentImpl known) {
            executorOf(known).ifPresent(life::endWith);
        }
        return life;
    }

    /** Returns nothing if the deployment has stopped: RESTEasy then throws instead of returning the executor. */
    private static Optional<ExecutorService> executorOf(ResteasyDeploymentImpl deployment) {
        try {
            return Optional.of(deployment.getExecutorService());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
