import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The locations of modules, packages and the HTTP contract. */
final class Layout {

    static final String PACKAGE = "io.busha.resourceserver";
    static final String MODULE = "filter";

    /** The folders with the sources of tests and their superclasses. */
    static final List<Path> TESTS =
            Stream.of("filter", "spring-adapter", "jaxrs-adapter", "testkit", "it", "demo").map(Path::of).toList();

    static final String TOMCAT = "tomcat";

    /** The test methods that run rows of the contract, by their names in fault files. */
    static final Map<String, NamedTest> CONTRACTS = Map.of(
            TOMCAT, new NamedTest("it/servlet/tomcat11", PACKAGE + ".it.tomcat.TomcatContractTest", "passes", ""),
            "spring-mvc",
                    new NamedTest("it/spring/mvc-boot35", PACKAGE + ".it.spring.SpringMvcContractTest", "passes", ""),
            "spring-webflux",
                    new NamedTest("it/spring/webflux-boot35", PACKAGE + ".it.webflux.WebFluxContractTest", "passes", ""),
            "verifier", new NamedTest("it/verifier", PACKAGE + ".it.verifier.VerifierContractTest", "passes", ""));

    private Layout() {}

    static Path sources(String module) {
        return Path.of(module, "src", "main", "java");
    }
}
