import java.io.IOException;

/**
 * Tests of one module that run on one class path.
 *
 * @param leftOut a pattern for class path entries of the module to exclude; empty if there are none
 */
record Suite(String module, String leftOut) {

    private static final String ELSEWHERE = "/spring-boot-health/|/org/springdoc/|/io/swagger/";

    /** Returns the suite of a test, with the exclusions of Surefire in the module's pom. */
    static Suite of(NamedTest test) {
        if (!test.module().equals("spring-adapter")) {
            return new Suite(test.module(), "");
        }
        boolean secured = test.type().startsWith(Layout.PACKAGE + ".spring.security.");
        return new Suite(test.module(), secured ? ELSEWHERE : ELSEWHERE + "|/org/springframework/security/");
    }

    String classPath() throws IOException {
        return ClassPath.ofTests(module, leftOut);
    }
}
