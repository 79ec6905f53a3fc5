package org.partnerportal.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Rules that hold in every service; a service's test names its package and checks them all. */
public final class ArchitectureRules {

    private static final Set<String> NOW =
            Set.of("now", "randomUUID", "currentTimeMillis", "nanoTime");

    private ArchitectureRules() {}

    /** The production classes below a package. */
    public static JavaClasses production(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    public static void check(String basePackage) {
        JavaClasses classes = production(basePackage);
        if (classes.isEmpty()) {
            throw new AssertionError(
                    "No classes below " + basePackage + ": the rules would hold for nothing");
        }
        all().forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    static List<ArchRule> all() {
        return List.of(
                classes()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .onlyDependOnClassesThat(allowedInDomain())
                        .because(
                                "a domain speaks of business and knows the JDK, the kernel and itself alone"),
                noClasses()
                        .that()
                        .resideInAPackage("..domain..")
                        .should()
                        .callMethodWhere(asksForNowOrChance())
                        .because("time, randomness and ids come in as arguments"),
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Controller")
                        .or()
                        .haveSimpleNameEndingWith("Document")
                        .should()
                        .notBePublic()
                        .because("adapters are their feature's own business"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("org.springframework.kafka.core.KafkaTemplate")
                        .because("events leave through the outbox alone"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("com.mongodb.client.ClientSession")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("com.mongodb.client.model.Collation")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(
                                "org.springframework.data.mongodb.MongoTransactionManager")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(
                                "org.springframework.data.mongodb.core.aggregation.AggregationUpdate")
                        .because(
                                "only what is right on the local store and on MongoDB 8 alike may be used"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(
                                "org.springframework.beans.factory.annotation.Value")
                        .because("configuration is a record with defaults"),
                noClasses()
                        .that(inheritFromAnother())
                        .should()
                        .beAnnotatedWith("org.springframework.security.access.prepost.PreAuthorize")
                        .because("a rule on a class does not hold for methods that it inherits"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .because("a class is named for what it is to the business"));
    }

    private static DescribedPredicate<JavaClass> allowedInDomain() {
        return new DescribedPredicate<>("the JDK, the kernel, jspecify or a domain") {
            @Override
            public boolean test(JavaClass target) {
                String name = target.getBaseComponentType().getPackageName();
                return target.getBaseComponentType().isPrimitive()
                        || name.startsWith("java.")
                        || name.startsWith("org.partnerportal.kernel")
                        || name.startsWith("org.jspecify.")
                        || name.matches(".*\\.domain(\\..*)?");
            }
        };
    }

    private static DescribedPredicate<JavaClass> inheritFromAnother() {
        return new DescribedPredicate<>("inherit from another class") {
            @Override
            public boolean test(JavaClass type) {
                return type.getRawSuperclass()
                        .filter(parent -> !parent.getName().equals("java.lang.Object"))
                        .isPresent();
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> asksForNowOrChance() {
        return new DescribedPredicate<>("now() or randomUUID()") {
            @Override
            public boolean test(JavaCall<?> call) {
                return NOW.contains(call.getTarget().getName())
                        && call.getTarget().getOwner().getPackageName().startsWith("java.");
            }
        };
    }
}
