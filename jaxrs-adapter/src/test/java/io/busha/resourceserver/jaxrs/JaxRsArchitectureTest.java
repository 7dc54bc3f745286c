package io.busha.resourceserver.jaxrs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The adapter only wraps requests, calls the guard and copies its decision. */
class JaxRsArchitectureTest {

    private static final String ROOT = "io.busha.resourceserver.";
    private static final String ADAPTER = ROOT + "jaxrs";
    private static final String RESTEASY = ".*\\.RestEasy\\w+(\\$.*)?";
    private static final Pattern STATUS = Pattern.compile("(?<![\\w.])[1-5]\\d\\d(?!\\w)");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.busha.resourceserver");

    @Test
    void knowsOnlyPublicTypesOfTheCoreThatAreNotInternal() {
        for (JavaClass type : ALL.that(JavaClass.Predicates.resideInAPackage(ADAPTER))) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String room = target.getPackageName();
                if (room.startsWith(ROOT) && !room.equals(ADAPTER)) {
                    assertThat(Set.of("guard", "guard.spi", "revocation", "route", "route.spi", "token"))
                            .contains(room.substring(ROOT.length()));
                    assertThat(target.getModifiers())
                            .as(dependency.getDescription())
                            .contains(JavaModifier.PUBLIC);
                }
            }
        }
    }

    @Test
    void usesNoServletAndParsesNoToken() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "servlet..", "org.jose4j..", "com.fasterxml..")
                .check(ALL);
    }

    /** There may be no Servlet container; the first class is loaded only by one, and RESTEasy has its own request class. */
    @Test
    void usesServletContainersOnlyInTheirOwnClasses() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .haveNameNotMatching(".*\\.(CxfInitializer|RestEasyRequest)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .check(ALL);
    }

    @Test
    void coreDoesNotUseTheAdapter() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ADAPTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTER, "jakarta.ws.rs..", "org.glassfish..", "org.apache.cxf..", "org.jboss..")
                .check(ALL);
    }

    /** Each implementation may be absent, so only classes that are loaded with it may use its types. */
    @Test
    void usesJaxRsImplementationsOnlyInTheirOwnClasses() {
        noClasses()
                .that()
                .doNotHaveSimpleName("JerseyStart")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.glassfish..")
                .check(ALL);
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Cxf")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.cxf..")
                .check(ALL);
        noClasses()
                .that()
                .haveNameNotMatching(RESTEASY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jboss..")
                .check(ALL);
    }

    /** Only the core checks claims; scopes are shown as roles. */
    @Test
    void hasNoClaimRule() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "reads a claim",
                        call -> call.getTargetOwner().isAssignableTo(VerifiedToken.class)
                                && !call.getName().equals("scopes")))
                .check(ALL);
    }

    /** The two status codes identify responses of the implementation; the adapter does not choose them. */
    @Test
    void hasNoStatusTable() throws IOException {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Response.Status.class)
                .check(ALL);
        List<String> literals = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher status = STATUS.matcher(withoutComments(Files.readString(source)));
                while (status.find()) {
                    literals.add(source.getFileName() + " " + status.group());
                }
            }
        }
        assertThat(literals).containsExactlyInAnyOrder("AuthorizationFilter.java 400", "AuthorizationFilter.java 405");
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\\n]*", "");
    }

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(ALL);
    }

    @Test
    void rulesCoverAdapterAndCore() {
        assertThat(ALL.stream().map(JavaClass::getPackageName)).contains(ADAPTER, ROOT + "guard", ROOT + "servlet");
    }
}
