package org.partnerportal.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportControllerTest {

    @ParameterizedTest
    @CsvSource({
        "deals.csv, deals.csv",
        "Übersicht 2026.csv, Übersicht 2026.csv",
        "../../etc/passwd, passwd",
        "C:\\exports\\deals.csv, deals.csv",
        "a/../b.csv, b.csv",
        "check.csv%00.exe, check.csv_00.exe",
        "<b>x</b>.csv, b_.csv",
        ".., upload.csv",
        "/, upload.csv",
    })
    void keepsTheLastPartOfAFileNameWithoutWhatCouldHurt(String given, String kept) {
        assertThat(ImportController.fileName(given)).isEqualTo(kept);
    }

    @Test
    void givesANameToAFileThatHasNone() {
        assertThat(ImportController.fileName(null)).isEqualTo("upload.csv");
        assertThat(ImportController.fileName("")).isEqualTo("upload.csv");
    }

    @Test
    void shortensALongNameAndReplacesControlCharacters() {
        assertThat(ImportController.fileName("x".repeat(2_000))).hasSize(200);
        assertThat(ImportController.fileName("a\u0000\u0007\u202eb.csv")).isEqualTo("a___b.csv");
    }
}
