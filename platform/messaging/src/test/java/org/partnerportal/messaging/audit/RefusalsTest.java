package org.partnerportal.messaging.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.audit.AuditEntry.AuditedCaller;

class RefusalsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:05Z");
    private static final AuditedCaller ANNA =
            new AuditedCaller("anna", null, "portal", "ptr_1", List.of());
    private static final AuditedCaller BERT =
            new AuditedCaller("bert", null, "portal", "ptr_2", List.of());

    private final Refusals refusals = new Refusals(settings(3));

    private static AuditSettings settings(int maxRefusals) {
        return new AuditSettings(
                true,
                Duration.ofSeconds(1),
                10,
                Duration.ofSeconds(1),
                200,
                Duration.ofMinutes(1),
                maxRefusals,
                100,
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                Duration.ofDays(1));
    }

    private void refuse(Instant at, AuditedCaller who, String code, String about) {
        refusals.add(at, who, "GET /things/{id}", code, 404, List.of(about), "corr");
    }

    @Test
    void areOneEntryWhereTheyAreAlike() {
        for (int i = 0; i < 1_000; i++) {
            refuse(NOON.plusMillis(i), ANNA, "common.not-found", "deal_" + i);
        }
        List<AuditEntry> entries = refusals.all();
        assertThat(entries).hasSize(1);
        AuditEntry entry = entries.getFirst();
        assertThat(entry.at()).isEqualTo(NOON);
        assertThat(entry.refusal())
                .isEqualTo(
                        new AuditEntry.AuditedRefusal(
                                "common.not-found", 404, 1_000, NOON.plusMillis(999)));
        assertThat(entry.about()).hasSize(20).contains("deal_0");
    }

    @Test
    void areToldApartByWhoAndWhat() {
        refuse(NOON, ANNA, "common.not-found", "deal_1");
        refuse(NOON, BERT, "common.not-found", "deal_1");
        refuse(NOON, ANNA, "common.forbidden", "deal_1");
        assertThat(refusals.all()).hasSize(3);
    }

    @Test
    void waitUntilTheirMinuteIsOver() {
        refuse(NOON, ANNA, "common.not-found", "deal_1");
        assertThat(refusals.over(NOON.plusSeconds(54))).isEmpty();
        assertThat(refusals.over(NOON.plusSeconds(55))).hasSize(1);
        assertThat(refusals.over(NOON.plusSeconds(55))).isEmpty();
    }

    @Test
    void areCountedTogetherByCodeWhereThereAreTooManySorts() {
        for (int i = 0; i < 500; i++) {
            refuse(
                    NOON,
                    new AuditedCaller("user-" + i, null, null, null, List.of()),
                    "common.not-found",
                    "deal_1");
        }
        List<AuditEntry> entries = refusals.all();
        assertThat(entries).hasSize(4);
        assertThat(entries)
                .filteredOn(entry -> entry.who().actor().equals("various"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.refusal())
                                .extracting(AuditEntry.AuditedRefusal::count)
                                .isEqualTo(497L));
    }
}
