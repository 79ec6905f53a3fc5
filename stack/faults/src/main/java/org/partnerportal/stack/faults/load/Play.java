package org.partnerportal.stack.faults.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.partnerportal.kernel.Ids;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.OutsideEvent;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.faults.books.Promises;
import org.partnerportal.stack.faults.books.Terms;
import tools.jackson.databind.JsonNode;

/** Plays stories through the gateway and on the topics, and writes down every answer. */
public final class Play {

    /** What a rule answers; anything else than these and success was not to be. */
    private static final Set<Integer> REFUSALS = Set.of(409, 412, 422, 428);

    private final Portal portal;
    private final Outside outside;
    private final Promises promises;
    private final Cast cast;
    private final String reviewerSubject;
    private final Clock clock;
    private final Counts counts;
    private final String chapter;

    /**
     * @param chapter part of every name, so that the stories of two faults never meet
     */
    public Play(
            Portal portal,
            Outside outside,
            Promises promises,
            Cast cast,
            String reviewerSubject,
            Clock clock,
            Counts counts,
            String chapter) {
        this.portal = portal;
        this.outside = outside;
        this.promises = promises;
        this.cast = cast;
        this.reviewerSubject = reviewerSubject;
        this.clock = clock;
        this.counts = counts;
        this.chapter = chapter;
    }

    /** A registration as its last answer showed it. */
    private record Deal(String id, String state, long version) {}

    /** From the beginning to the end, or as far as rules and the suite allow. */
    public void play(Story story) {
        Cast.Seller seller = cast.sellers().get(story.partner());
        Optional<Deal> draft = register(story, seller);
        if (draft.isEmpty()) {
            return;
        }
        if (story.ending() == Story.Ending.WITHDRAWN_AS_DRAFT) {
            withdraw(story, seller, draft.get());
            return;
        }
        Optional<Deal> submitted =
                bySeller(story, seller, draft.get(), "submission", Optional.of("deal.submitted"));
        if (submitted.isEmpty()) {
            withdraw(story, seller, draft.get());
            return;
        }
        if (story.ending() == Story.Ending.WITHDRAWN_AFTER_SUBMISSION) {
            withdraw(story, seller, submitted.get());
            return;
        }
        if (story.ending() == Story.Ending.REJECTED) {
            review(
                    story,
                    submitted.get(),
                    "rejection",
                    "deal.rejected",
                    Map.of("reason", "NOT_QUALIFIED", "comment", "Not this time"));
            return;
        }
        Optional<Deal> approved =
                review(story, submitted.get(), "approval", "deal.approved", Map.of());
        if (approved.isEmpty()) {
            withdraw(story, seller, submitted.get());
            return;
        }
        end(story, seller, approved.get());
    }

    private void end(Story story, Cast.Seller seller, Deal approved) {
        switch (story.ending()) {
            case REVOKED ->
                    review(
                            story,
                            approved,
                            "revocation",
                            "deal.revoked",
                            Map.of("reason", "The customer asked for it"));
            case LOST -> lose(story, approved);
            case WON -> win(story, seller, approved, story.order().orElseThrow());
            case APPROVED, WITHDRAWN_AS_DRAFT, WITHDRAWN_AFTER_SUBMISSION, REJECTED -> {
                // It stays as it is.
            }
        }
    }

    private Optional<Deal> register(Story story, Cast.Seller seller) {
        Call call = Call.post("/deals", seller.user()).json(registration(story)).key(name(story));
        return send(story, call, seller, seller.subject(), Optional.empty());
    }

    /** What a partner sends to register this story's deal. */
    public Map<String, Object> registration(Story story) {
        var request = new LinkedHashMap<String, Object>();
        request.put(
                "customer",
                Map.of(
                        "name",
                        cast.run() + " " + chapter + " customer " + story.customer(),
                        "country",
                        "SE"));
        request.put(
                "products",
                story.products().stream()
                        .map(it -> Map.of("productCode", cast.products().get(it), "quantity", 1))
                        .toList());
        request.put("estimate", money(story.estimate()));
        request.put("externalReferences", List.of(Map.of("system", "faults", "id", name(story))));
        return request;
    }

    /** A draft was nobody else's business, and so is its withdrawal. */
    private void withdraw(Story story, Cast.Seller seller, Deal deal) {
        bySeller(
                story,
                seller,
                deal,
                "withdrawal",
                deal.state().equals("DRAFT") ? Optional.empty() : Optional.of("deal.withdrawn"));
    }

    private Optional<Deal> bySeller(
            Story story, Cast.Seller seller, Deal deal, String what, Optional<String> fact) {
        Call call =
                Call.post("/deals/" + deal.id() + "/" + what, seller.user())
                        .ifMatch(deal.version())
                        .key(name(story));
        return send(story, call, seller, seller.subject(), fact);
    }

    private Optional<Deal> review(
            Story story, Deal deal, String what, String fact, Map<String, ?> body) {
        Call call =
                Call.post("/deals/" + deal.id() + "/" + what, Users.CHANNEL_ADMIN)
                        .ifMatch(deal.version())
                        .key(name(story));
        return send(
                story,
                body.isEmpty() ? call : call.json(body),
                cast.sellers().get(story.partner()),
                reviewerSubject,
                Optional.of(fact));
    }

    /** The registration after the command; nothing where it was refused or never answered. */
    private Optional<Deal> send(
            Story story, Call call, Cast.Seller seller, String subject, Optional<String> fact) {
        Optional<Deal> first = sendOnce(call, seller, subject, fact);
        if (!story.repeats() || first.isEmpty()) {
            return first;
        }
        Optional<Deal> again = sendOnce(call, seller, subject, fact);
        if (again.isPresent() && !again.equals(first)) {
            throw new ClientFailure(
                    call + " was answered " + first + ", and when it was repeated, " + again);
        }
        return first;
    }

    private Optional<Deal> sendOnce(
            Call call, Cast.Seller seller, String subject, Optional<String> fact) {
        counts.sent();
        String key =
                Ids.derived(
                        "key",
                        subject,
                        call.method(),
                        "/api/v1" + call.path(),
                        call.headers().getOrDefault("Idempotency-Key", ""));
        Answer answer;
        try {
            answer = portal.send(call);
        } catch (ClientFailure e) {
            counts.failed("no answer");
            return Optional.empty();
        }
        if (answer.status() / 100 == 2) {
            counts.acknowledged();
            JsonNode json = answer.json();
            var deal =
                    new Deal(
                            json.path("id").asString(),
                            json.path("state").asString(),
                            json.path("version").asLong());
            promises.answered(
                    new Promises.Answered(
                            deal.id(), seller.partner(), deal.version(), deal.state(), key, fact));
            return Optional.of(deal);
        }
        if (REFUSALS.contains(answer.status())) {
            counts.refused();
            promises.refused(new Promises.Turned(key, answer.code()));
        } else {
            counts.failed(answer.status() + " " + answer.code());
        }
        return Optional.empty();
    }

    private void lose(Story story, Deal deal) {
        var data = new LinkedHashMap<String, Object>();
        data.put("opportunityId", name(story));
        data.put("dealId", deal.id());
        data.put("lostAt", clock.instant().toString());
        data.put("reason", "PRICE");
        outside.say(
                given(story, event(OutsideEvent.CRM, "crm.opportunity.lost", name(story), data)),
                () -> promises.closed(new Promises.Closing(deal.id(), false, BigDecimal.ZERO)));
    }

    private void win(Story story, Cast.Seller seller, Deal deal, Story.Order order) {
        var data = new LinkedHashMap<String, Object>();
        data.put("opportunityId", name(story));
        data.put("dealId", deal.id());
        data.put("wonAt", clock.instant().toString());
        data.put("orderReference", "O-" + name(story));
        data.put("amount", order.total().toPlainString());
        data.put("currency", Terms.CURRENCY);
        outside.say(
                given(story, event(OutsideEvent.CRM, "crm.opportunity.won", name(story), data)),
                () -> promises.closed(new Promises.Closing(deal.id(), true, order.total())));

        String invoice = "I-" + name(story);
        var nets = new LinkedHashMap<String, BigDecimal>();
        for (int i = 0; i < order.nets().size(); i++) {
            nets.put(invoice + "-" + (i + 1), order.nets().get(i));
        }
        String firstLine = nets.keySet().iterator().next();
        var events = new ArrayList<ProducerRecord<String, byte[]>>();
        events.addAll(given(story, issued(story, invoice, nets)));
        var others = new ArrayList<ProducerRecord<String, byte[]>>();
        order.credit()
                .ifPresent(net -> others.addAll(given(story, credited(invoice, firstLine, net))));
        if (order.paid()) {
            others.addAll(given(story, paid(invoice, order)));
        }
        if (order.invoiceLast()) {
            events.addAll(0, others);
        } else {
            events.addAll(others);
        }
        var promised =
                new Promises.Invoice(
                        invoice,
                        deal.id(),
                        seller.partner(),
                        nets,
                        order.credit().map(net -> Map.of(firstLine, net)).orElse(Map.of()),
                        order.paid());
        outside.say(events, () -> promises.invoiced(promised));
    }

    private ProducerRecord<String, byte[]> issued(
            Story story, String invoice, Map<String, BigDecimal> nets) {
        var lines = new ArrayList<Map<String, Object>>();
        nets.forEach((id, net) ->
                lines.add(
                        Map.of(
                                "lineId",
                                id,
                                "productCode",
                                cast.products().get(story.products().getFirst()),
                                "quantity",
                                1,
                                "net",
                                net.toPlainString(),
                                "tax",
                                "0.00",
                                "kind",
                                "GOODS")));
        return event(
                OutsideEvent.ERP,
                "erp.invoice.issued",
                invoice,
                Map.of(
                        "invoiceId",
                        invoice,
                        "invoiceNumber",
                        invoice,
                        "orderReference",
                        "O-" + name(story),
                        "issuedOn",
                        today().toString(),
                        "currency",
                        Terms.CURRENCY,
                        "lines",
                        lines));
    }

    private ProducerRecord<String, byte[]> paid(String invoice, Story.Order order) {
        return event(
                OutsideEvent.ERP,
                "erp.invoice.paid",
                invoice,
                Map.of(
                        "invoiceId",
                        invoice,
                        "paidOn",
                        today().toString(),
                        "amount",
                        order.total().toPlainString(),
                        "currency",
                        Terms.CURRENCY));
    }

    private ProducerRecord<String, byte[]> credited(String invoice, String line, BigDecimal net) {
        return event(
                OutsideEvent.ERP,
                "erp.credit-note.issued",
                "C-" + invoice,
                Map.of(
                        "creditNoteId",
                        "C-" + invoice,
                        "invoiceId",
                        invoice,
                        "issuedOn",
                        today().toString(),
                        "currency",
                        Terms.CURRENCY,
                        "reason",
                        "Part of the delivery was returned",
                        "lines",
                        List.of(Map.of("invoiceLineId", line, "net", net.toPlainString()))));
    }

    private ProducerRecord<String, byte[]> event(
            String topic, String type, String subject, Map<String, ?> data) {
        Instant now = clock.instant();
        ProducerRecord<String, byte[]> event =
                OutsideEvent.of(
                        topic,
                        OutsideEvent.CRM.equals(topic) ? "/faults/crm" : "/faults/erp",
                        type,
                        subject,
                        now,
                        data);
        event.headers().add("ce_correlationid", cast.run().getBytes(StandardCharsets.UTF_8));
        return event;
    }

    /** Once, or twice where the story repeats everything. */
    private static List<ProducerRecord<String, byte[]>> given(
            Story story, ProducerRecord<String, byte[]> event) {
        return story.repeats() ? List.of(event, copy(event)) : List.of(event);
    }

    /**
     * The headers of a record that was sent are closed: what is sent again is a record of its own.
     */
    private static ProducerRecord<String, byte[]> copy(ProducerRecord<String, byte[]> event) {
        return new ProducerRecord<>(
                event.topic(), null, event.key(), event.value(), event.headers());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private String name(Story story) {
        return cast.run() + "-" + chapter + "-" + story.number();
    }

    private static Map<String, String> money(BigDecimal amount) {
        return Map.of("amount", amount.toPlainString(), "currency", Terms.CURRENCY);
    }
}
