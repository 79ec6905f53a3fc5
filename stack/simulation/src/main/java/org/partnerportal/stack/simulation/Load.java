package org.partnerportal.stack.simulation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.figures.Figures;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.commission.invoice.application.CatchUpInvoices;
import org.partnerportal.commission.invoice.application.SweepWaitingInvoices;
import org.partnerportal.commission.ledger.application.FindAccounts;
import org.partnerportal.commission.plan.application.ActivatePlan;
import org.partnerportal.commission.plan.application.ApprovePlan;
import org.partnerportal.commission.plan.application.SupersedePlans;
import org.partnerportal.commission.plan.application.WritePlan;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.RateTable;
import org.partnerportal.commission.plan.domain.Tier;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.commission.statement.application.CloseStatements;
import org.partnerportal.commission.statement.application.FindStatements;
import org.partnerportal.commission.statement.application.IssueStatements;
import org.partnerportal.deal.crm.Opportunities;
import org.partnerportal.deal.registration.application.ApproveDeal;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.application.ExpireDeals;
import org.partnerportal.deal.registration.application.RegisterDeal;
import org.partnerportal.deal.registration.application.SubmitDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.StoreOutage;
import org.partnerportal.stack.simulation.Broken.Invariant;
import org.partnerportal.stack.simulation.Schedule.Work;

/**
 * What people and outside systems do: partners register, the vendor decides, the CRM and the ERP
 * speak, finance closes months. A caller without an answer asks again with the same key.
 */
final class Load {

    static final List<Work> WORK =
            List.of(
                    new Work("deal", RegisterDeal.class),
                    new Work("deal", SubmitDeal.class),
                    new Work("deal", ApproveDeal.class),
                    new Work("deal", ChangeDeal.class),
                    new Work("deal", ExpireDeals.class),
                    new Work("deal", Opportunities.class),
                    new Work("deal", Deals.class),
                    new Work("commission", WritePlan.class),
                    new Work("commission", ApprovePlan.class),
                    new Work("commission", ActivatePlan.class),
                    new Work("commission", SupersedePlans.class),
                    new Work("commission", CatchUpInvoices.class),
                    new Work("commission", SweepWaitingInvoices.class),
                    new Work("commission", CloseStatements.class),
                    new Work("commission", IssueStatements.class),
                    new Work("commission", FindStatements.class),
                    new Work("commission", FindAccounts.class),
                    new Work("analytics", Generations.class),
                    new Work("analytics", Figures.class));

    static final List<String> CUSTOMERS = List.of("Acme", "Globex");
    static final List<String> PRODUCTS = List.of("GTX", "MG");
    static final String CURRENCY = "USD";

    private static final List<PartnerId> PARTNERS =
            List.of(partner("1"), partner("2"), partner("3"));
    private static final List<String> DAYS = List.of("2026-01-15", "2026-02-10", "2026-03-18");
    private static final Actor SELLER = new Actor("seller");
    private static final Actor MANAGER = new Actor("manager");
    private static final int MOST_TRIES = 8;

    /** Corrects to what may be there already, and then writes nothing. */
    private static final String EDIT = "edit";

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Schedule schedule;

    /** Everybody wants the same: many approvals of one scope at once. */
    private final boolean rush;

    private final List<org.partnerportal.stack.simulation.Actor> callers = new ArrayList<>();
    private int commands;

    Load(Schedule schedule) {
        this.schedule = schedule;
        this.rush = schedule.hits(3_000);
    }

    private static PartnerId partner(String number) {
        return new PartnerId(Ids.derived("ptr", "simulated", number));
    }

    void begin() {
        Instance commission = schedule.first("commission");
        plan(commission, "standard", RateTable.Mode.FLAT, new Tier(BigDecimal.ZERO, percent(10)));
        PARTNERS.forEach(partner -> {
            say(partnerEvent(partner, "partner.created", 1, "ONBOARDING", false));
            say(partnerEvent(partner, "partner.activated", 2, "ACTIVE", true));
            if (schedule.hits(3_000)) {
                say(partnerEvent(partner, "partner.created", 1, "ONBOARDING", false));
            }
        });
        int deals = 2 + schedule.random().nextInt(4);
        for (int i = 1; i <= deals; i++) {
            int number = i;
            callers.add(
                    schedule.scheduler()
                            .spawn("sale-" + number, null, () -> new Sale(number).run()));
        }
        if (schedule.hits(5_000)) {
            callers.add(schedule.scheduler().spawn("plans", null, this::writeGrowthPlan));
        }
        int closers = schedule.random().nextInt(3);
        for (int i = 1; i <= closers; i++) {
            callers.add(schedule.scheduler().spawn("finance-" + i, null, this::closeMonths));
        }
    }

    boolean isDone() {
        return callers.stream().allMatch(org.partnerportal.stack.simulation.Actor::isFinished);
    }

    private static BigDecimal percent(int value) {
        return BigDecimal.valueOf(value);
    }

    private void writeGrowthPlan() {
        call(
                "commission",
                "plan",
                instance -> {
                    plan(
                            instance,
                            "growth",
                            RateTable.Mode.MARGINAL,
                            new Tier(BigDecimal.ZERO, percent(1)),
                            new Tier(new BigDecimal("1000"), percent(2)));
                    return "";
                });
    }

    private static void plan(Instance instance, String code, RateTable.Mode mode, Tier... tiers) {
        PlanId id = PlanId.of(new PlanCode(code), 1);
        instance.bean(WritePlan.class)
                .draft(
                        new PlanCode(code),
                        new PlanTerms(
                                code,
                                Money.currency(CURRENCY),
                                LocalDate.parse("2020-01-01"),
                                Trigger.INVOICED,
                                new RateTable(mode, List.of(tiers))),
                        "writer");
        instance.bean(ApprovePlan.class).handle(id, Expected.any(), "approver");
        instance.bean(ActivatePlan.class).handle(id, Expected.any());
    }

    private void closeMonths() {
        pause(100 + schedule.random().nextInt(200));
        call(
                "commission",
                "close",
                instance -> {
                    closeAll(instance, YearMonth.of(2026, 2));
                    return "";
                });
    }

    /** As a statement run does it. */
    static void closeAll(Instance instance, YearMonth through) {
        instance.bean(FindAccounts.class)
                .find(new FindAccounts.Filter(null, null), null, false, 100)
                .forEach(account -> instance.bean(CloseStatements.class).handle(account, through));
        instance.bean(FindStatements.class)
                .closed(new FindStatements.Filter(null, null, null, null), through, null, 100)
                .forEach(instance.bean(IssueStatements.class)::handle);
    }

    /** One deal from its registration to its last credit note. */
    private final class Sale {

        private final int number;
        private final PartnerId partner;
        private final DealId id;
        private final String opportunity;
        private final String order;
        private DealDetails details;

        Sale(int number) {
            this.number = number;
            this.partner = schedule.any(PARTNERS);
            this.id = new DealId(Ids.derived("deal", "simulated", Integer.toString(number)));
            this.opportunity = "OPP-" + number;
            this.order = "SO-" + number;
            this.details = draw();
        }

        private DealDetails draw() {
            var products = new ArrayList<ProductLine>();
            String first = rush ? PRODUCTS.getFirst() : schedule.any(PRODUCTS);
            products.add(new ProductLine(first, null, null));
            if (schedule.hits(4_000)) {
                PRODUCTS.stream()
                        .filter(other -> !other.equals(first))
                        .forEach(other -> products.add(new ProductLine(other, null, null)));
            }
            return details(rush ? CUSTOMERS.getFirst() : schedule.any(CUSTOMERS), products);
        }

        void run() {
            boolean sells = schedule.hits(6_000);
            if (sells && schedule.hits(3_000)) {
                invoice();
            }
            if (command(
                            id,
                            "register",
                            null,
                            (instance, _) ->
                                    instance.bean(RegisterDeal.class)
                                            .handle(
                                                    new RegisterDeal.Command(
                                                            id,
                                                            partner,
                                                            details,
                                                            List.of(
                                                                    ExternalReference.opportunity(
                                                                            opportunity)))))
                    == null) {
                return;
            }
            if (submit() == null || !decide()) {
                return;
            }
            if (sells) {
                win();
                invoice();
            } else {
                end();
            }
        }

        private @Nullable Deal submit() {
            return command(
                    id,
                    "submit",
                    "deal.submitted",
                    (instance, expected) ->
                            instance.bean(SubmitDeal.class)
                                    .handle(new SubmitDeal.Command(id, expected, SELLER)));
        }

        private boolean decide() {
            if (schedule.hits(1_000)) {
                change(
                        "reject",
                        "deal.rejected",
                        new ChangeDeal.Reject(MANAGER, RejectionReason.DUPLICATE, "known"));
                return false;
            }
            if (schedule.hits(3_000)) {
                stage(SalesStage.QUALIFIED);
            }
            Deal approved = approve();
            if (approved == null && schedule.hits(6_000)) {
                change(
                        "return",
                        "deal.returned",
                        new ChangeDeal.GiveBack(MANAGER, List.of("/products"), "other products?"));
                details = draw();
                change(EDIT, null, new ChangeDeal.Edit(details));
                approved = submit() == null ? null : approve();
            }
            return approved != null;
        }

        private @Nullable Deal approve() {
            return command(
                    id,
                    "approve",
                    "deal.approved",
                    (instance, expected) ->
                            instance.bean(ApproveDeal.class)
                                    .handle(new ApproveDeal.Command(id, expected, MANAGER)));
        }

        private void stage(SalesStage stage) {
            change("stage", "deal.stage-changed", new ChangeDeal.ChangeStage(stage));
        }

        private void win() {
            if (schedule.hits(7_000)) {
                String named = schedule.hits(5_000) ? ",\"dealId\":\"" + id + "\"" : "";
                say(
                        outside(
                                "crm.events.v1",
                                "crm.opportunity.won",
                                opportunity,
                                "{\"opportunityId\":\""
                                        + opportunity
                                        + "\",\"wonAt\":\"2026-03-20T10:00:00Z\",\"orderReference\":\""
                                        + order
                                        + "\",\"amount\":\"1000.00\",\"currency\":\"USD\""
                                        + named
                                        + "}"));
            } else {
                change(
                        "win",
                        "deal.won",
                        new ChangeDeal.Win(null, Money.of("1000.00", CURRENCY), order));
            }
        }

        private void end() {
            switch (schedule.random().nextInt(4)) {
                case 0 ->
                        say(
                                outside(
                                        "crm.events.v1",
                                        "crm.opportunity.lost",
                                        opportunity,
                                        "{\"opportunityId\":\""
                                                + opportunity
                                                + "\",\"lostAt\":\"2026-03-20T10:00:00Z\",\"reason\":\"PRICE\"}"));
                case 1 ->
                        change(
                                "revoke",
                                "deal.revoked",
                                new ChangeDeal.Revoke(MANAGER, "no longer ours"));
                case 2 -> stage(SalesStage.PROPOSAL);
                default -> {
                    // Its protection runs out some day.
                }
            }
        }

        private void invoice() {
            String invoice = "INV-" + number + "-" + commands++;
            String reference =
                    schedule.hits(5_000)
                            ? "\"orderReference\":\"" + order + "\""
                            : "\"dealId\":\"" + id + "\"";
            var lines = new ArrayList<String>();
            int count = 1 + schedule.random().nextInt(2);
            for (int line = 1; line <= count; line++) {
                lines.add(
                        "{\"lineId\":\""
                                + line
                                + "\",\"productCode\":\"GTX\",\"quantity\":1,\"net\":\""
                                + (100 * (1 + schedule.random().nextInt(9)))
                                + ".00\",\"tax\":\"0.00\",\"kind\":\"GOODS\"}");
            }
            List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
            events.add(
                    outside(
                            "erp.events.v1",
                            "erp.invoice.issued",
                            invoice,
                            "{\"invoiceId\":\""
                                    + invoice
                                    + "\",\"invoiceNumber\":\"N-"
                                    + invoice
                                    + "\","
                                    + reference
                                    + ",\"issuedOn\":\""
                                    + schedule.any(DAYS)
                                    + "\",\"currency\":\"USD\",\"lines\":["
                                    + String.join(",", lines)
                                    + "]}"));
            if (schedule.hits(5_000)) {
                for (int note = 1; note <= 1 + schedule.random().nextInt(2); note++) {
                    events.add(
                            outside(
                                    "erp.events.v1",
                                    "erp.credit-note.issued",
                                    invoice,
                                    "{\"creditNoteId\":\"CN-"
                                            + invoice
                                            + "-"
                                            + note
                                            + "\",\"invoiceId\":\""
                                            + invoice
                                            + "\",\"issuedOn\":\"2026-03-19\",\"currency\":\"USD\",\"lines\":"
                                            + "[{\"invoiceLineId\":\"1\",\"net\":\"40.00\"}]}"));
                }
            }
            if (events.size() > 1 && schedule.hits(2_000)) {
                events.addFirst(events.removeLast());
            }
            events.forEach(Load.this::say);
        }

        private void change(String route, @Nullable String event, ChangeDeal.Action action) {
            var _ =
                    command(
                            id,
                            route,
                            event,
                            (instance, expected) ->
                                    instance.bean(ChangeDeal.class).handle(id, expected, action));
        }
    }

    static DealDetails details(String customer, List<ProductLine> products) {
        return new DealDetails(
                new EndCustomer(customer, "HU", null, null, null),
                products,
                Money.of("1000.00", CURRENCY),
                null,
                null);
    }

    /**
     * A command with a key of its own, sent until it is answered.
     *
     * @return nothing when it was refused, or given up without an answer
     */
    private @Nullable Deal command(
            DealId id,
            String route,
            @Nullable String event,
            BiFunction<Instance, Expected, Deal> work) {
        String key = route + "-" + ++commands;
        var promise = new Book.Promise("deal.deals/" + id, key, event);
        var context = new CommandContext("caller", "cor-" + key, null, new CommandKey(key, route));
        int waits = 0;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            boolean any = schedule.hits(5_000);
            Answer<Deal> answer =
                    call(
                            "deal",
                            route,
                            instance ->
                                    context.call(() -> {
                                        Expected expected =
                                                any || route.equals("register")
                                                        ? Expected.any()
                                                        : Expected.version(
                                                                instance.bean(Deals.class)
                                                                        .get(id)
                                                                        .version());
                                        return work.apply(instance, expected);
                                    }));
            if (answer.value() != null) {
                if (!route.equals(EDIT)) {
                    schedule.book().promised(promise);
                }
                if (schedule.hits(1_000)) {
                    pause(schedule.random().nextInt(40));
                    continue;
                }
                return answer.value();
            }
            Refused refused = answer.refused();
            if (refused == null || refused.refusal().kind() == RefusalKind.STALE) {
                continue;
            }
            if (waits < 4
                    && (refused.refusal().code().equals("deal.scope-in-decision")
                            || refused.refusal().code().equals("deal.partner-unknown")
                            || refused.refusal().code().equals("deal.partner-not-active"))) {
                waits++;
                attempt--;
                waitFor(PATIENCE);
                continue;
            }
            if (refused.refusal() != CommonRefusal.NOT_FOUND) {
                schedule.book().refused(promise);
            }
            return null;
        }
        return null;
    }

    private void pause(int steps) {
        for (int i = 0; i < steps; i++) {
            self().pause();
        }
    }

    private void waitFor(Duration duration) {
        Instant until = schedule.world().clock().instant().plus(duration);
        self().pauseUntil(() -> !schedule.world().clock().instant().isBefore(until));
    }

    private static org.partnerportal.stack.simulation.Actor self() {
        return Objects.requireNonNull(org.partnerportal.stack.simulation.Actor.current());
    }

    /** Success, a refusal, or no answer. */
    private record Answer<T>(@Nullable T value, @Nullable Refused refused) {}

    private <T> Answer<T> call(String service, String what, Function<Instance, T> work) {
        self().pauseUntil(() -> schedule.isAnyUp(service));
        Instance instance = Objects.requireNonNull(schedule.anyUp(service));
        var call = new Call<T>();
        org.partnerportal.stack.simulation.Actor server =
                instance.spawn(self().name() + "/" + what, () -> call.answer(instance, work));
        self().pauseUntil(server::isFinished);
        Answer<T> answer = call.answer;
        schedule.trace()
                .say(
                        self(),
                        () ->
                                what
                                        + " at "
                                        + instance
                                        + ": "
                                        + (answer == null
                                                ? "no answer"
                                                : answer.refused() == null
                                                        ? "done"
                                                        : answer.refused().getMessage()));
        return Optional.ofNullable(answer).orElse(new Answer<>(null, null));
    }

    private static final class Call<T> {

        private volatile @Nullable Answer<T> answer;

        void answer(Instance instance, Function<Instance, T> work) {
            try {
                answer = new Answer<>(work.apply(instance), null);
            } catch (Refused e) {
                if (e.refusal().kind() != RefusalKind.UNAVAILABLE) {
                    answer = new Answer<>(null, e);
                }
            } catch (RuntimeException e) {
                if (!StoreOutage.caused(e)) {
                    throw new Broken(
                            Invariant.NOTHING_LOST, "a failure that is nobody's fault: " + e);
                }
            }
        }
    }

    /** An outside system sends; once more where it is not sure. */
    private void say(ProducerRecord<byte[], byte[]> record) {
        Consumer<ProducerRecord<byte[], byte[]>> send =
                sent -> {
                    schedule.trace().say("outside", () -> "sends " + Trace.text(sent));
                    schedule.broker().append(sent);
                };
        send.accept(record);
        if (schedule.hits(1_500)) {
            if (org.partnerportal.stack.simulation.Actor.current() != null) {
                pause(schedule.random().nextInt(30));
            }
            send.accept(record);
        }
    }

    private static ProducerRecord<byte[], byte[]> partnerEvent(
            PartnerId partner, String type, long version, String state, boolean agreement) {
        ProducerRecord<byte[], byte[]> record =
                outside(
                        "partner.events.v1",
                        type,
                        partner.value(),
                        "{\"partnerId\":\""
                                + partner
                                + "\",\"name\":\"Partner\",\"country\":\"HU\",\"region\":\"East\","
                                + "\"channelManager\":\"manager\",\"state\":\""
                                + state
                                + "\",\"agreementInForce\":"
                                + agreement
                                + "}");
        record.headers().add("ce_aggregateversion", bytes(Long.toString(version)));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> outside(
            String topic, String type, String key, String data) {
        var headers = new RecordHeaders();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(type + "/" + key + "/" + Integer.toHexString(data.hashCode())));
        headers.add("ce_source", bytes("/outside"));
        headers.add("ce_type", bytes(type));
        headers.add("ce_subject", bytes(key));
        headers.add("ce_time", bytes("2026-03-20T10:00:00Z"));
        return new ProducerRecord<>(topic, null, null, bytes(key), bytes(data), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
