package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class DecidedTest {

    @Test
    void keepsItsEventsInOrder() {
        assertThat(Decided.of("next", "first").and("second").events())
                .containsExactly("first", "second");
    }

    @Test
    void expectsExactlyTheNamedVersionAndAnyVersionWhereNoneIsNamed() {
        Expected.any().check(7);
        Expected.version(7).check(7);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Expected.version(6).check(7))
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(CommonRefusal.STALE_VERSION));
    }

    @Test
    void runsAsTheSystemWhereNobodyAsked() {
        assertThat(CommandContext.current()).isEqualTo(CommandContext.SYSTEM);
        var context = new CommandContext("user-1", "corr-1", null, null);
        assertThat(context.<CommandContext, RuntimeException>call(CommandContext::current))
                .isEqualTo(context);
    }
}
