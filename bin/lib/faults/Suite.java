import java.io.IOException;

/**
 * Tests of one module that run on one class path.
 *
 * @param leftOut the part of the module's class path that they run without, as a pattern; empty where it is none
 */
record Suite(String module, String leftOut) {

    private static final String ELSEWHERE = "/spring-boot-health/|/org/springdoc/|/io/swagger/";

    /** As Surefire does it in the module's pom. */
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
