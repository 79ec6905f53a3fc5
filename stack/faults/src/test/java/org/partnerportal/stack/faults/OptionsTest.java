package org.partnerportal.stack.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.faults.FaultsApplication.Options;

class OptionsTest {

    @Test
    void allOfThemAreUnderstood() {
        assertThat(Options.of(List.of("--short", "--seed", "42", "--only", "a,b", "--list")))
                .isEqualTo(new Options(42, true, Set.of("a", "b"), true));
    }

    @Test
    void withoutOptionsEveryFaultIsMeant() {
        Options options = Options.of(List.of());

        assertThat(options.only()).isEmpty();
        assertThat(options.brief()).isFalse();
    }

    @Test
    void anUnknownOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of(List.of("--fast")));
    }

    @Test
    void aSeedIsANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of("--seed", "seven")));
        assertThatThrownBy(() -> Options.of(List.of("--seed")))
                .isInstanceOf(NoSuchElementException.class);
    }
}
