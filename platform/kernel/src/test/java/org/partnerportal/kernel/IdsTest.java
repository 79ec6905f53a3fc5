package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");

    @Test
    void tellWhenTheyWereMade() {
        assertThat(Ids.time(Ids.next("evt", NOON.plusMillis(7)))).isEqualTo(NOON.plusMillis(7));
    }

    @Test
    void sortByTheTimeTheyWereMadeAt() {
        assertThat(Ids.next("deal", NOON)).isLessThan(Ids.next("deal", NOON.plusMillis(1)));
    }

    @Test
    void ofOneInstantDifferHoweverManyMakeThem() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (var makers = Executors.newFixedThreadPool(8)) {
            for (int maker = 0; maker < 8; maker++) {
                makers.execute(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        ids.add(Ids.next("evt", NOON));
                    }
                });
            }
        }
        assertThat(ids).hasSize(400_000);
    }

    @Test
    void ofTheSamePartsAreTheSame() {
        assertThat(Ids.derived("line", "inv-1", "1")).isEqualTo(Ids.derived("line", "inv-1", "1"));
    }

    @Test
    void ofPartsThatOnlyReadTheSameDiffer() {
        assertThat(Ids.derived("line", "a", "bc")).isNotEqualTo(Ids.derived("line", "ab", "c"));
    }

    @Test
    void areWellFormedHoweverTheyWereMade() {
        for (String id : new String[] {Ids.next("deal", NOON), Ids.derived("deal", "x")}) {
            assertThat(Ids.checked("deal", id)).isEqualTo(id);
        }
    }

    @Test
    void ofAnotherKindOrShapeAreNoSuchThing() {
        for (String bad :
                new String[] {
                    "", "deal_", "lead_01J9Z6Q8N1T2V3W4X5Y6Z7A8B9", "deal_../../etc", "deal_01j"
                }) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> Ids.checked("deal", bad))
                    .satisfies(refused ->
                            assertThat(refused.refusal()).isEqualTo(CommonRefusal.MALFORMED_ID));
        }
    }
}
