package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.contract.Framework;
import io.busha.resourceserver.it.contract.Front;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.Map;

/** The application of the contract on Boot, deployed as a WAR. */
final class SpringWarDoor extends ServletDoor {

    private final Deployment war;

    SpringWarDoor(Map<String, String> settings) throws Exception {
        Map<String, Object> properties = SpringDoor.properties(settings);
        war = Deployment.start(builder -> SpringDoor.configured(builder, settings, properties), none -> {});
    }

    @Override
    public URI uri() {
        return war.uri();
    }

    @Override
    protected ServletContext context() {
        return war.context();
    }

    @Override
    public Front front() {
        return SpringDoor.ofContainer();
    }

    @Override
    public Framework framework() {
        return SpringDoor.behindDoor();
    }

    @Override
    public void close() {
        war.close();
    }
}
