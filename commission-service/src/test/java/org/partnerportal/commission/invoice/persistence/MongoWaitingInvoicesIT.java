package org.partnerportal.commission.invoice.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.commission.CommissionSettings;
import org.partnerportal.commission.invoice.application.WaitingInvoices;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.messaging.Measurements;
import org.partnerportal.messaging.MetricsSettings;
import org.partnerportal.testkit.MutableClock;
import org.partnerportal.testkit.TestServers;
import org.springframework.data.mongodb.core.MongoTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoWaitingInvoicesIT {

    private static final Instant MORNING = Instant.parse("2017-03-01T08:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final MongoClient client = MongoClients.create(TestServers.mongoUri());
    private final MutableClock clock = new MutableClock(MORNING);
    private WaitingInvoices waiting = desk();

    private WaitingInvoices desk() {
        String database = "waiting-" + UUID.randomUUID().toString().substring(0, 8);
        var settings =
                new CommissionSettings(
                        ZoneOffset.UTC, Duration.ofHours(24), PAUSE, Duration.ofSeconds(20));
        return new MongoWaitingInvoices(
                new MongoTemplate(client, database),
                settings,
                clock,
                new Measurements(
                        new SimpleMeterRegistry(),
                        new MetricsSettings(false, Duration.ofSeconds(15))));
    }

    @BeforeEach
    void startInTheMorning() {
        clock.set(MORNING);
        waiting = desk();
    }

    @AfterAll
    void close() {
        client.close();
    }

    private void park(String reference) {
        waiting.park(reference, new InvoiceId("INV of " + reference));
    }

    private void after(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private Iterable<String> due() {
        return waiting.takeDue(10).stream().map(WaitingInvoices.Waiting::reference).toList();
    }

    @Test
    void isLookedAtFirstAfterThePauseAndThenEverMoreRarely() {
        park("ORDER:1");
        assertThat(due()).isEmpty();

        after(PAUSE);
        assertThat(due()).containsExactly("ORDER:1");
        assertThat(due()).isEmpty();

        after(PAUSE);
        assertThat(due()).containsExactly("ORDER:1");
        after(PAUSE);
        assertThat(due()).as("it has waited a minute, so it is left for a minute").isEmpty();
        after(PAUSE);
        assertThat(due()).containsExactly("ORDER:1");
    }

    @Test
    void isLookedAtEveryHourHoweverLongItWaits() {
        park("ORDER:1");
        after(Duration.ofDays(300));
        assertThat(due()).containsExactly("ORDER:1");

        after(Duration.ofMinutes(59));
        assertThat(due()).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(due()).containsExactly("ORDER:1");
    }

    @Test
    void whatNeverComesDoesNotCrowdOutWhatIsNew() {
        for (int i = 0; i < 10; i++) {
            park("NEVER:" + i);
        }
        after(Duration.ofDays(1));
        assertThat(due()).hasSize(10);
        park("ORDER:new");
        after(PAUSE);

        assertThat(due()).containsExactly("ORDER:new");
    }

    @Test
    void keepsItsPlaceWhenMoreInvoicesJoin() {
        park("ORDER:1");
        after(PAUSE);
        waiting.park("ORDER:1", new InvoiceId("INV-2"));

        assertThat(waiting.takeDue(10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.since()).isEqualTo(MORNING))
                .satisfies(entry -> assertThat(entry.invoices()).hasSize(2));
    }
}
