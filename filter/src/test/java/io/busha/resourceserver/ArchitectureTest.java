package io.busha.resourceserver;

import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may depend on which: one way, without cycles. */
class ArchitectureTest {

    private static final String ROOT = "io.busha.resourceserver.";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.busha.resourceserver");

    static Stream<Arguments> rooms() {
        return Stream.of(
                arguments("key", List.of(), List.of("java..", "javax.net.ssl..", "org.jose4j..", "io.micrometer..")),
                arguments(
                        "token",
                        List.of("key"),
                        List.of(
                                "java..",
                                "com.fasterxml.jackson.core..",
                                "com.github.benmanes.caffeine.cache..",
                                "io.micrometer..")),
                arguments("route", List.of(), List.of("java..", "org.jose4j.json..")),
                arguments(
                        "guard",
                        List.of("token", "key", "route"),
                        List.of("java..", "javax.net.ssl..", "io.micrometer..")),
                arguments(
                        "servlet",
                        List.of("guard", "route", "token"),
                        List.of("java..", "javax.xml.stream..", "jakarta.servlet..", "jakarta.websocket..")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void packagesDependOnlyOnPermittedPackages(String room, List<String> rooms, List<String> libraries) {
        String[] allowed = Stream.of(
                        Stream.of(ROOT + room, "org.slf4j..", "org.jspecify.."),
                        rooms.stream().map(other -> ROOT + other),
                        libraries.stream())
                .flatMap(names -> names)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should(onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed)
                        .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive))
                        .or(DescribedPredicate.describe("primitive array", type -> type.getBaseComponentType()
                                .isPrimitive()))))
                .check(OURS);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void publicSignaturesShowNoLibraryTypesExceptMicrometer() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should(new ArchCondition<JavaMethod>("not show a library") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .filter(type -> type.getPackageName().startsWith("org.jose4j")
                                        || type.getPackageName().startsWith("com.fasterxml")
                                        || type.getPackageName().startsWith("com.github.benmanes"))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + type)));
                    }
                })
                .check(OURS);
    }

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(OURS);
    }

    @Test
    void onlyTheVerifierCreatesVerifiedTokens() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.AccessTokenRules")
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "of VerifiedToken",
                        call -> call.getTargetOwner().getSimpleName().equals("VerifiedToken")))
                .check(OURS);
    }

    @Test
    void rulesCoverEveryPackage() {
        assertThat(OURS.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(
                        ROOT + "key", ROOT + "token", ROOT + "route", ROOT + "guard", ROOT + "servlet");
    }
}
