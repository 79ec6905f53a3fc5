package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

class TextRulesTest {

    private enum Sample implements Refusal {
        FULL("sample.full"),
        LACKING("sample.lacking");

        private final String code;

        Sample(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public RefusalKind kind() {
            return RefusalKind.INVALID;
        }
    }

    @Test
    void aTextInEnglishAloneIsNoneInHungarian() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TextRules.check("lacking", Sample.class))
                .withMessageContaining("[hu sample.lacking]");
    }

    @Test
    void aSingleApostropheIsRefused() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TextRules.check("quoted", Sample.class))
                .withMessageContaining("[de sample.lacking]");
    }

    @Test
    void aServiceWithoutTextsIsRefused() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> TextRules.check("absent", Sample.class))
                .withMessageContaining("messages/absent.properties");
    }
}
