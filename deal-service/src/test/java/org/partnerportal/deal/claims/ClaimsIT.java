package org.partnerportal.deal.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.registration.domain.ADeal;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;
import org.partnerportal.testkit.InMemoryAggregates;
import org.partnerportal.testkit.MutableClock;
import org.partnerportal.testkit.TestServers;
import org.springframework.data.mongodb.core.MongoTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimsIT {

    private final MongoClient client = MongoClients.create(TestServers.mongoUri());
    private final MutableClock clock = new MutableClock(ADeal.MORNING);
    private final InMemoryDeals deals = new InMemoryDeals();
    private MongoTemplate mongo = template();
    private Claims claims = new Claims(mongo, deals, clock, new SimpleMeterRegistry());

    private static final class InMemoryDeals extends InMemoryAggregates<DealId, Deal, DealEvent>
            implements Deals {

        InMemoryDeals() {
            super(Deal::id, Deal::at);
        }

        /** What happens elsewhere once the next registration has been looked at. */
        private @Nullable Runnable meanwhile;

        @Override
        public synchronized Optional<Deal> find(DealId id) {
            Optional<Deal> found = super.find(id);
            Runnable once = meanwhile;
            meanwhile = null;
            if (once != null) {
                once.run();
            }
            return found;
        }

        @Override
        public Optional<Deal> findBy(ExternalReference reference) {
            return all().stream().filter(deal -> deal.references().contains(reference)).findFirst();
        }
    }

    private MongoTemplate template() {
        return new MongoTemplate(client, "claims-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @BeforeEach
    void freshStore() {
        mongo = template();
        claims = new Claims(mongo, deals, clock, new SimpleMeterRegistry());
        clock.set(ADeal.MORNING);
    }

    @AfterAll
    void close() {
        client.close();
    }

    private Deal submitted(PartnerId partner, String customer) {
        var id = new DealId(Ids.derived("deal", UUID.randomUUID().toString()));
        deals.add(
                Deal.draft(
                        id, partner, ADeal.details(customer, "GTX Pro"), List.of(), ADeal.MORNING));
        return change(
                id, deal -> deal.submit(ADeal.SELLER, ADeal.GOOD, ADeal.RULES, clock.instant()));
    }

    private Deal change(DealId id, Function<Deal, Decided<Deal, DealEvent>> decision) {
        return deals.change(id, Expected.any(), decision);
    }

    private Deal approve(Deal deal) {
        claims.reserve(deal);
        Deal approved =
                change(
                        deal.id(),
                        current -> current.approve(ADeal.MANAGER, ADeal.RULES, clock.instant()));
        claims.confirm(approved);
        return approved;
    }

    private void assertRefused(DealRefusal refusal, Deal deal) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> claims.reserve(deal))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void goToTheFirstAndRefuseTheSecondWithoutNamingAnyone() {
        approve(submitted(ADeal.PARTNER, "Acme"));

        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "ACME"));
        assertRefused(DealRefusal.OWN_DUPLICATE, submitted(ADeal.PARTNER, "acme"));
    }

    @Test
    void areFreeAgainOnceTheHolderIsClosedEvenWhenNobodyReleasedThem() {
        Deal holder = approve(submitted(ADeal.PARTNER, "Acme"));
        change(
                holder.id(),
                deal -> deal.lose(clock.instant(), LossReason.PRICE, null, clock.instant()));

        approve(submitted(ADeal.RIVAL, "Acme"));
    }

    @Test
    void stayWithWhoReservedThemBetweenTheLookOfAnotherAndItsTaking() {
        Deal holder = approve(submitted(ADeal.PARTNER, "Acme"));
        Deal lost =
                change(
                        holder.id(),
                        deal ->
                                deal.lose(
                                        clock.instant(), LossReason.PRICE, null, clock.instant()));
        Deal quick = submitted(ADeal.RIVAL, "Acme");
        deals.meanwhile =
                () -> {
                    claims.release(lost.id(), lost.version());
                    claims.reserve(quick);
                };

        assertRefused(DealRefusal.SCOPE_IN_DECISION, submitted(ADeal.PARTNER, "Acme"));
    }

    @Test
    void areFreeAgainOnceTheProtectionHasEndedAndTheHolderIsToldSo() {
        Deal holder = approve(submitted(ADeal.PARTNER, "Acme"));
        clock.set(ADeal.PROTECTION_END.minusMillis(1));
        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Acme"));

        clock.set(ADeal.PROTECTION_END);
        approve(submitted(ADeal.RIVAL, "Acme"));

        assertThat(deals.get(holder.id()).state().name().name()).isEqualTo("EXPIRED");
    }

    @Test
    void stayWithWhoWasExtendedBetweenTheLookOfAnotherAndItsTaking() {
        Deal holder = approve(submitted(ADeal.PARTNER, "Acme"));
        Instant last = ADeal.PROTECTION_END.minusMillis(1);
        change(
                holder.id(),
                deal ->
                        deal.heard(new ActivityId(Ids.derived("act", "1")), last, last)
                                .next()
                                .requestExtension(ADeal.SELLER, "Budget", ADeal.RULES, last));
        Deal rival = submitted(ADeal.RIVAL, "Acme");
        clock.set(ADeal.PROTECTION_END);
        deals.meanwhile =
                () ->
                        change(
                                holder.id(),
                                deal -> deal.grantExtension(ADeal.MANAGER, ADeal.RULES, last));

        assertRefused(DealRefusal.CUSTOMER_PROTECTED, rival);
        assertThat(deals.get(holder.id()).holdsScope(clock.instant())).isTrue();
    }

    @Test
    void areHeldByNobodyForATender() {
        Deal one = tender(ADeal.PARTNER);
        Deal two = tender(ADeal.RIVAL);
        Deal three = tender(new PartnerId(Ids.derived("ptr", "Gamma")));

        for (Deal deal : List.of(one, two, three)) {
            assertThat(approve(deal).state().name().name()).isEqualTo("APPROVED");
        }
        assertThat(mongo.getCollection("claims").countDocuments()).isZero();
    }

    private Deal tender(PartnerId partner) {
        var id = new DealId(Ids.derived("deal", UUID.randomUUID().toString()));
        deals.add(
                Deal.draft(
                        id,
                        partner,
                        ADeal.tender(LocalDate.parse("2026-10-05")),
                        List.of(),
                        ADeal.MORNING));
        return change(
                id, deal -> deal.submit(ADeal.SELLER, ADeal.GOOD, ADeal.RULES, clock.instant()));
    }

    @Test
    void stayWithAnApprovalThatIsDecidedAgain() {
        Deal holder = approve(submitted(ADeal.PARTNER, "Acme"));
        Deal larger = larger(holder);

        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Acme"));
        clock.advance(Claims.PATIENCE);
        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Acme"));

        approve(larger);
        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Acme"));
    }

    @Test
    void areFreeAgainOnceAnApprovalIsNotGivenAgain() {
        Deal larger = larger(approve(submitted(ADeal.PARTNER, "Acme")));
        change(
                larger.id(),
                deal ->
                        deal.reject(
                                ADeal.MANAGER,
                                RejectionReason.OUT_OF_SCOPE,
                                "Too large",
                                clock.instant()));

        approve(submitted(ADeal.RIVAL, "Acme"));
    }

    private Deal larger(Deal deal) {
        DealDetails details = deal.details();
        return change(
                deal.id(),
                current ->
                        current.edit(
                                new DealDetails(
                                        details.customer(),
                                        details.products(),
                                        ADeal.VALUE.plus(ADeal.VALUE),
                                        null,
                                        null),
                                ADeal.SELLER,
                                DealAction.Side.PARTNER,
                                ADeal.RULES,
                                clock.instant()));
    }

    @Test
    void waitForAnApprovalThatIsUnderWayAndTakeOverOneThatNeverCame() {
        Deal asleep = submitted(ADeal.PARTNER, "Acme");
        claims.reserve(asleep);
        Deal rival = submitted(ADeal.RIVAL, "Acme");
        assertRefused(DealRefusal.SCOPE_IN_DECISION, rival);

        clock.advance(Claims.PATIENCE);
        approve(rival);

        // The sleeper wakes up: its approval was based on a version that is no longer the present
        // one.
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        deals.change(
                                asleep.id(),
                                Expected.version(asleep.version()),
                                deal -> deal.approve(ADeal.MANAGER, ADeal.RULES, clock.instant())));
    }

    @Test
    void areTakenOverByARepeatedCommandOnlyAfterTheHolderWasWrittenToAgain() {
        Deal asleep = submitted(ADeal.PARTNER, "Acme");
        Deal rival = submitted(ADeal.RIVAL, "Acme");
        var command = new CommandContext("manager", "c", null, new CommandKey("k", "d"));
        claims.reserve(asleep);
        clock.advance(Claims.PATIENCE);
        command.run(() -> claims.reserve(rival));
        change(rival.id(), deal -> deal.withdraw(clock.instant()));
        Deal awake = deals.get(asleep.id());
        claims.reserve(awake);
        clock.advance(Claims.PATIENCE);

        Deal again = submitted(ADeal.RIVAL, "Acme");
        command.run(() -> claims.reserve(again));

        assertThat(deals.get(asleep.id()).version()).isGreaterThan(awake.version());
    }

    @Test
    void areFreeWhereTheHolderIsAboutSomethingElseByNow() {
        Deal corrected = submitted(ADeal.PARTNER, "Acme");
        claims.reserve(corrected);
        change(
                corrected.id(),
                deal -> deal.giveBack(ADeal.MANAGER, List.of("/customer"), "?", clock.instant()));
        change(
                corrected.id(),
                deal ->
                        deal.edit(
                                ADeal.details("Globex", "GTX Pro"),
                                ADeal.SELLER,
                                DealAction.Side.PARTNER,
                                ADeal.RULES,
                                clock.instant()));
        approve(
                change(
                        corrected.id(),
                        deal ->
                                deal.submit(
                                        ADeal.SELLER, ADeal.GOOD, ADeal.RULES, clock.instant())));

        approve(submitted(ADeal.RIVAL, "Acme"));

        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Globex"));
    }

    @Test
    void areReleasedOnlyForWhatTheHolderHeldThen() {
        Deal first = approve(submitted(ADeal.PARTNER, "Acme"));
        clock.set(ADeal.PROTECTION_END);
        Deal again =
                change(
                        first.id(),
                        deal ->
                                deal.submit(
                                        ADeal.SELLER, ADeal.GOOD, ADeal.RULES, clock.instant()));
        approve(again);

        claims.release(first.id(), first.version());

        assertRefused(DealRefusal.CUSTOMER_PROTECTED, submitted(ADeal.RIVAL, "Acme"));
    }

    @Test
    void haveOneHolderHoweverManyWantThemAtTheSameInstant() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                String customer = "Rush " + round;
                var holders = ConcurrentHashMap.<DealId>newKeySet();
                var wishes = new ArrayList<Callable<Void>>();
                for (int i = 0; i < 8; i++) {
                    Deal wish = submitted(new PartnerId(Ids.derived("ptr", "p" + i)), customer);
                    wishes.add(() -> {
                        try {
                            holders.add(approve(wish).id());
                        } catch (Refused refused) {
                            // Somebody else was first.
                        }
                        return null;
                    });
                }
                for (Future<Void> wish : threads.invokeAll(wishes)) {
                    wish.get();
                }
                assertThat(holders).as(customer).hasSize(1);
            }
        }
    }
}
