package org.partnerportal.commission.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FewTest {

    @Test
    void keepsItsKeysInOrderWhicheverWayTheyCame() {
        Few<String, Integer> few =
                Few.<String, Integer>none().with("b", 2).with("c", 3).with("a", 1);

        assertThat(few.keySet()).containsExactly("a", "b", "c");
        assertThat(few.values()).containsExactly(1, 2, 3);
        assertThat(few.firstKey()).isEqualTo("a");
    }

    @Test
    void leavesTheOneThatItWasCopiedFromAsItWas() {
        Few<String, Integer> before = Few.of(Map.of("a", 1, "b", 2));

        before.with("a", 9).with("c", 3).without("b");

        assertThat(before).isEqualTo(Map.of("a", 1, "b", 2));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> before.put("a", 9));
    }

    @Test
    void isTheSameWithoutAKeyThatItDoesNotHave() {
        Few<String, Integer> few = Few.of(Map.of("a", 1));

        assertThat(few.without("b")).isSameAs(few);
    }

    @Test
    void doesWhatAnySortedMapDoes() {
        var random = new Random(42);
        var expected = new TreeMap<Integer, Integer>();
        Few<Integer, Integer> few = Few.none();
        for (int i = 0; i < 2_000; i++) {
            int key = random.nextInt(20);
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                few = few.without(key);
            } else {
                expected.put(key, i);
                few = few.with(key, i);
            }
            assertThat(few).isEqualTo(expected);
            assertThat(few.keySet()).containsExactlyElementsOf(expected.keySet());
            assertThat(few.get(key)).isEqualTo(expected.get(key));
            assertThat(few.containsKey(key)).isEqualTo(expected.containsKey(key));
        }
    }
}
