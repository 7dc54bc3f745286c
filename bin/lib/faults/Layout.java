import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where modules, packages and the HTTP contract are: the one place to change when they move. */
final class Layout {

    static final String PACKAGE = "io.busha.resourceserver";
    static final String MODULE = "filter";

    /** Where the source files of tests are, and of what they extend. */
    static final List<Path> TESTS =
            Stream.of("filter", "spring-adapter", "jaxrs-adapter", "testkit", "it", "demo").map(Path::of).toList();

    static final String TOMCAT = "tomcat";

    /** Test methods that run rows of the contract, under the names that faults use for them. */
    static final Map<String, NamedTest> CONTRACTS = Map.of(
            TOMCAT, new NamedTest("it/servlet/tomcat11", PACKAGE + ".it.tomcat.TomcatContractTest", "keeps", ""),
            "spring-mvc",
                    new NamedTest("it/spring/mvc-boot35", PACKAGE + ".it.spring.SpringMvcContractTest", "keeps", ""),
            "spring-webflux",
                    new NamedTest("it/spring/webflux-boot35", PACKAGE + ".it.webflux.WebFluxContractTest", "keeps", ""),
            "verifier", new NamedTest("it/verifier", PACKAGE + ".it.verifier.VerifierContractTest", "keeps", ""));

    private Layout() {}

    static Path sources(String module) {
        return Path.of(module, "src", "main", "java");
    }
}
