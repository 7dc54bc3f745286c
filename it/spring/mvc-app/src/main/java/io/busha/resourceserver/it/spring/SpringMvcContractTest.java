package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.DoorName;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;

/** The whole contract on Spring MVC, with Spring Security if it is on the class path. */
final class SpringMvcContractTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return settings.containsKey("contract.war") ? new SpringWarDoor(settings) : new SpringDoor(settings);
    }

    @Override
    protected String door() {
        return DoorName.of(SpringDoor.isSecured() ? "spring-security" : "spring-mvc", SpringApplication.class);
    }

    @Override
    protected Map<Row, String> gaps() {
        return Map.of(
                Row.WELCOME_FILES, "Spring MVC serves no welcome files of folders",
                Row.WEBSOCKET, "the Servlet doors run it with the same filter");
    }

    @Override
    protected Set<String> containerLogs() {
        return Set.of("org.apache.coyote.http11.", "org.apache.tomcat.util.net.");
    }
}
