package io.busha.resourceserver.spring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import io.busha.resourceserver.guard.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The packages of the adapter, and what each may use. */
class SpringArchitectureTest {

    private static final String ROOT = "io.busha.resourceserver.";
    private static final String ADAPTER = ROOT + "spring..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.busha.resourceserver");

    @Test
    void usesOnlyPublicTypesOfTheCoreOutsideInternal() {
        Set<String> rooms = Set.of(
                "guard",
                "guard.spi",
                "revocation",
                "revocation.spi",
                "route",
                "route.spi",
                "token",
                "servlet",
                "servlet.spi",
                "key");
        for (JavaClass type : ALL) {
            if (!type.getPackageName().startsWith(ROOT + "spring")) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !target.getPackageName().startsWith(ROOT + "spring")) {
                    assertThat(rooms).contains(target.getPackageName().substring(ROOT.length()));
                    assertThat(target.getModifiers())
                            .as(dependency.getDescription())
                            .contains(JavaModifier.PUBLIC);
                }
            }
        }
    }

    @Test
    void isNotUsedByTheCore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ADAPTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTER, "org.springframework..")
                .check(ALL);
    }

    private static boolean isReading(String method) {
        return method.startsWith("get") || method.equals("isCommitted");
    }

    /** Statuses, headers and bodies are made in the core and written by its filter. */
    @Test
    void neitherCreatesDenialsNorParsesTokens() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "writes an answer",
                        call -> call.getTargetOwner().getName().equals("jakarta.servlet.http.HttpServletResponse")
                                && !isReading(call.getName())))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jose4j..", "com.fasterxml..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .resideOutsideOfPackage(ROOT + "spring.webflux")
                .and()
                .doNotHaveFullyQualifiedName(
                        ROOT + "spring.messaging.SessionToken") // an interceptor of handshakes has to
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.springframework.http..").and(not(type(HttpMethod.class))))
                .check(ALL);
    }

    /** WebFlux and STOMP have no filter in the core that could write them. */
    @Test
    void copiesDenialsOnlyInTwoClasses() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "spring.webflux.Admission")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "spring.messaging.Senders")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Decision.Denial.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "writes an answer",
                        call -> call.getTargetOwner()
                                        .isAssignableTo("org.springframework.http.ReactiveHttpOutputMessage")
                                && !isReading(call.getName())))
                .check(ALL);
    }

    @Test
    void usesNoServletApiInWebFlux() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "spring.webflux")
                .or()
                .haveSimpleNameStartingWith("Reactive")
                .or()
                .haveSimpleNameStartingWith("BushaReactive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "servlet..",
                        ROOT + "spring.messaging",
                        ROOT + "spring.mvc",
                        "jakarta.servlet..",
                        "org.springframework.web.servlet..")
                .check(ALL);
    }

    /** An application may be without spring-messaging. */
    @Test
    void usesMessagingOnlyInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "spring.messaging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "spring.messaging", "org.springframework.messaging..")
                .check(ALL);
    }

    /** Beans are the same on both stacks. */
    @Test
    void usesNeitherMvcNorWebFluxInBeanPackage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "spring.bean")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "servlet..",
                        ROOT + "spring.messaging",
                        ROOT + "spring.mvc",
                        ROOT + "spring.webflux",
                        "jakarta.servlet..",
                        "org.springframework.web.servlet..",
                        "org.springframework.web.reactive..",
                        "reactor..")
                .check(ALL);
    }

    @Test
    void usesSpringSecurityOnlyInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "spring.security..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security..")
                .check(ALL);
    }

    @Test
    void usesNoNimbus() {
        noClasses()
                .that()
                .resideInAPackage(ADAPTER)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are Nimbus or wrap it", type -> type.getName().contains("imbus")))
                .check(ALL);
    }

    /** Except those that the visitors of two stacks share. */
    @Test
    void hasOnlyFinalPublicClasses() {
        classes()
                .that()
                .resideInAPackage(ADAPTER)
                .and()
                .haveSimpleNameNotStartingWith("Route")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(ALL);
    }

    @Test
    void hasExactlyTheListedPublicTypes() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/test/resources/public-types.txt")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(type -> ROOT + "spring." + type)
                .toList();
        assertThat(ALL.stream()
                        .filter(type -> type.getPackageName().startsWith(ROOT + "spring"))
                        .filter(type -> !type.getPackageName().endsWith(".internal"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void importsClassesOfAdapterAndCore() {
        assertThat(ALL.stream().map(JavaClass::getPackageName))
                .contains(
                        ROOT + "spring",
                        ROOT + "spring.bean",
                        ROOT + "spring.messaging",
                        ROOT + "spring.mvc",
                        ROOT + "spring.security",
                        ROOT + "spring.webflux",
                        ROOT + "guard",
                        ROOT + "servlet");
    }
}
