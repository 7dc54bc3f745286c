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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may depend on which: one way, without cycles. */
class ArchitectureTest {

    private static final String ROOT = "io.busha.resourceserver.";
    private static final String INTERNAL = "..internal..";
    private static final Path PUBLIC_TYPES = Path.of("src/test/resources/public-types.txt");
    private static final int MAX_PUBLIC_TYPES = 24;
    private static final DescribedPredicate<JavaClass> PUBLIC_AND_NOT_INTERNAL = DescribedPredicate.describe(
            "public and not internal",
            type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.getPackageName().endsWith(".internal"));
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("io.busha.resourceserver");

    static Stream<Arguments> rooms() {
        return Stream.of(
                arguments("key..", List.of(), List.of("java..", "javax.net.ssl..", "org.jose4j..", "io.micrometer..")),
                arguments(
                        "token..",
                        List.of("key"),
                        List.of(
                                "java..",
                                "com.fasterxml.jackson.core..",
                                "com.github.benmanes.caffeine.cache..",
                                "io.micrometer..")),
                arguments("route..", List.of(), List.of("java..")),
                arguments("revocation..", List.of("token"), List.of("java..", "com.github.benmanes.caffeine.cache..")),
                arguments(
                        "guard..",
                        List.of("token", "key", "route", "revocation"),
                        List.of("java..", "javax.net.ssl..", "io.micrometer..")),
                arguments(
                        "servlet.spi..",
                        List.of("guard", "route", "token"),
                        List.of("java..", "javax.xml.stream..", "jakarta.servlet..", "jakarta.websocket..")),
                arguments(
                        "servlet",
                        List.of("guard", "revocation", "route", "token", "servlet.spi"),
                        List.of("java..", "jakarta.servlet..")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void packagesDependOnlyOnPermittedPackages(String room, List<String> rooms, List<String> libraries) {
        String[] allowed = Stream.of(
                        Stream.of(ROOT + room, "org.slf4j..", "org.jspecify.."),
                        rooms.stream().map(other -> ROOT + other + ".."),
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

    /** Checks public signatures. Micrometer's types may appear in them: callers that pass a registry already have that library. */
    @Test
    void showsNoOtherLibraryAndNothingInternalInPublicSignatures() {
        DescribedPredicate<JavaClass> hidden = JavaClass.Predicates.resideInAnyPackage(
                "org.jose4j..", "com.fasterxml..", "com.github.benmanes..", INTERNAL);
        methods()
                .that()
                .areDeclaredInClassesThat(PUBLIC_AND_NOT_INTERNAL)
                .and()
                .arePublic()
                .should(new ArchCondition<JavaMethod>("show neither another library nor an internal type") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                                .filter(hidden)
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + type)));
                    }
                })
                .check(OURS);
    }

    @Test
    void hasExactlyTheListedPublicTypes() throws IOException {
        List<String> types = OURS.stream()
                .filter(PUBLIC_AND_NOT_INTERNAL)
                .filter(type -> !type.getPackageName().endsWith(".spi"))
                .filter(JavaClass::isTopLevelClass)
                .map(type -> type.getName().substring(ROOT.length()))
                .sorted()
                .toList();
        assertThat(types)
                .as(
                        "the public types that users see, at most %s. If a new type is for adapters only, move it to a"
                                + " package spi; if it is for this library only, make it package-private or move it to a"
                                + " package internal. Otherwise change %s, docs/ and CHANGELOG.md",
                        MAX_PUBLIC_TYPES, PUBLIC_TYPES)
                .isEqualTo(Files.readAllLines(PUBLIC_TYPES))
                .hasSizeLessThanOrEqualTo(MAX_PUBLIC_TYPES);
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
                        ROOT + "key",
                        ROOT + "key.internal",
                        ROOT + "token",
                        ROOT + "revocation",
                        ROOT + "revocation.spi",
                        ROOT + "route",
                        ROOT + "route.spi",
                        ROOT + "guard",
                        ROOT + "guard.spi",
                        ROOT + "servlet",
                        ROOT + "servlet.spi");
    }
}
