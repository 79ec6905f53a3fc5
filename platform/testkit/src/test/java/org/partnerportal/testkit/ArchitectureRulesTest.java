package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureRulesTest {

    private static final String FIXTURES = "org.partnerportal.testkit.fixtures";

    @ParameterizedTest
    @CsvSource({
        "domain.KnowsTheStore, a domain speaks of business",
        "domain.AsksTheTime, time; randomness and ids come in",
        "domain.AsksForChance, time; randomness and ids come in",
        "OpenController, adapters are their feature's own business",
        "OpenDocument, adapters are their feature's own business",
        "SendsPastTheOutbox, events leave through the outbox alone",
        "StartsASession, only what is right on the local store",
        "ReadsAValue, configuration is a record",
        "ThingManager, a class is named for what it is",
    })
    void refuse(String fixture, String because) throws ClassNotFoundException {
        JavaClasses bad =
                new ClassFileImporter().importClasses(Class.forName(FIXTURES + "." + fixture));
        assertThat(bad).hasSize(1);
        assertThatThrownBy(() ->
                        ArchitectureRules.all()
                                .forEach(rule -> rule.allowEmptyShould(true).check(bad)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because.replace(';', ','));
    }

    @Test
    void letPassADomainThatKeepsToItself() throws ClassNotFoundException {
        JavaClasses good =
                new ClassFileImporter()
                        .importClasses(Class.forName(FIXTURES + ".domain.KeepsToItself"));
        assertThatCode(() ->
                        ArchitectureRules.all()
                                .forEach(rule -> rule.allowEmptyShould(true).check(good)))
                .doesNotThrowAnyException();
    }

    @Test
    void holdForNothingWhereThereIsNothing() {
        assertThatThrownBy(() -> ArchitectureRules.check("org.partnerportal.nowhere"))
                .hasMessageContaining("No classes below");
    }
}
