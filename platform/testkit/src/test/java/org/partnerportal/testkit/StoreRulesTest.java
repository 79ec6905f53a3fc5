package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreRulesTest {

    @TempDir private Path module;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new IndexOptions().partialFilterExpression(filter)",
                "Collation.builder().build()",
                "new Document(\"$switch\", cases)",
                "new Document(\"$toDecimal\", \"$amount\")",
                "new Document(\"$avg\", \"$amount\")",
                "new IndexOptions().expireAfter(1L, DAYS)",
                "collection.watch()",
                "client.startSession()",
                "template.withTransaction(work)",
                "new Document(\"$text\", search)"
            })
    void refuseWhatOnlyOneStoreDoes(String code) {
        source("class Found { Object it = " + code + "; }");
        assertThatThrownBy(() -> StoreRules.check(module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Found.java");
    }

    @Test
    void letPassWhatBothStoresDo() {
        source("class Found { Object it = new Document(\"$set\", new Document(\"$sum\", 1)); }");
        assertThatCode(() -> StoreRules.check(module)).doesNotThrowAnyException();
    }

    @Test
    void holdForNothingWhereThereIsNothing() {
        ContractFiles.write(module.resolve("src/main/java/read.me"), "");
        assertThatThrownBy(() -> StoreRules.check(module)).hasMessageContaining("No sources");
    }

    private void source(String text) {
        ContractFiles.write(module.resolve("src/main/java/Found.java"), text);
    }
}
