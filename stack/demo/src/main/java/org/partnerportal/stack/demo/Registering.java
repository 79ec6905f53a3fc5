package org.partnerportal.stack.demo;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.demo.data.ConvertCrmSales;
import org.partnerportal.stack.demo.data.CrmSales;
import org.partnerportal.stack.demo.data.Figures.Outcome;
import org.partnerportal.stack.demo.data.Opportunity;
import org.partnerportal.stack.demo.data.Partner;
import tools.jackson.databind.JsonNode;

/**
 * Registers the open opportunities one after the other: each partner as itself, each approval by
 * the partner's own channel manager. What it does next follows from the state of the registration,
 * so that it can be interrupted anywhere and begun again.
 */
final class Registering {

    /** How the references of the demo's opportunities are named in registrations. */
    static final String SYSTEM = "crm-sales";

    private static final int MOST_ROUNDS = 8;

    private final Portal portal;
    private final CrmSales data;

    Registering(Portal portal, CrmSales data) {
        this.portal = portal;
        this.data = data;
    }

    /** Outcomes by opportunity, in the order in which they were asked for. */
    Map<String, Outcome> run(Progress.Step step) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (Opportunity opportunity : data.open()) {
            Outcome outcome = register(opportunity, outcomes);
            outcomes.put(opportunity.id(), outcome);
            counts.merge(outcome, 1, Integer::sum);
            step.advance(
                    counts.getOrDefault(Outcome.APPROVED, 0)
                            + " approved, "
                            + counts.getOrDefault(Outcome.CUSTOMER_PROTECTED, 0)
                            + " protected, "
                            + counts.getOrDefault(Outcome.OWN_DUPLICATE, 0)
                            + " own duplicates");
        }
        return outcomes;
    }

    private Outcome register(Opportunity opportunity, Map<String, Outcome> before) {
        Partner partner = data.partner(opportunity.partnerId());
        String seller = ConvertCrmSales.userName(partner.name());
        String key = "demo-" + opportunity.id();
        Call draft = Call.post("/deals", seller).json(request(opportunity)).key(key);
        JsonNode deal = portal.send(draft).must(draft, 201).json();
        Outcome refused = null;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String id = deal.path("id").asString();
            long version = deal.path("version").asLong();
            switch (deal.path("state").asString()) {
                case "DRAFT" -> {
                    if (refused == null) {
                        Call submission = transition(id, "submission", seller, version, key);
                        Answer answer = portal.send(submission).must(submission, 200, 409, 412);
                        switch (answer.code()) {
                            case "deal.customer-protected" -> refused = Outcome.CUSTOMER_PROTECTED;
                            case "deal.own-duplicate" -> refused = Outcome.OWN_DUPLICATE;
                            default -> deal = current(answer, id, seller);
                        }
                    } else {
                        Call withdrawal = transition(id, "withdrawal", seller, version, key);
                        Answer answer = portal.send(withdrawal).must(withdrawal, 200, 409, 412);
                        deal = current(answer, id, seller);
                    }
                }
                case "SUBMITTED" -> {
                    Call approval =
                            transition(id, "approval", partner.channelManager(), version, key);
                    Answer answer = portal.send(approval).must(approval, 200, 409, 412);
                    deal = current(answer, id, seller);
                }
                case "WITHDRAWN" -> {
                    return refused != null ? refused : earlierRefusal(opportunity, before);
                }
                default -> {
                    return Outcome.APPROVED;
                }
            }
        }
        throw new ClientFailure(
                "Registering opportunity "
                        + opportunity.id()
                        + " gets nowhere; its registration is "
                        + deal);
    }

    private static Call transition(String id, String what, String user, long version, String key) {
        return Call.post("/deals/" + id + "/" + what, user).ifMatch(version).key(key);
    }

    /**
     * What was answered, or what is there where the answer was that something else had happened.
     */
    private JsonNode current(Answer answer, String id, String user) {
        return answer.status() == 200 ? answer.json() : portal.get("/deals/" + id, user);
    }

    /**
     * An earlier run has been refused and has withdrawn this one. Why follows from who holds
     * customer and product, which the registrations before this one tell.
     */
    private Outcome earlierRefusal(Opportunity opportunity, Map<String, Outcome> before) {
        return data.open().stream()
                .filter(it -> before.get(it.id()) == Outcome.APPROVED)
                .filter(it -> it.customer().equals(opportunity.customer()))
                .filter(it ->
                        data.productOf(it.product()).equals(data.productOf(opportunity.product())))
                .findFirst()
                .map(it ->
                        it.partnerId().equals(opportunity.partnerId())
                                ? Outcome.OWN_DUPLICATE
                                : Outcome.CUSTOMER_PROTECTED)
                .orElseThrow(() ->
                        new ClientFailure(
                                "The registration of "
                                        + opportunity.id()
                                        + " is withdrawn and nobody holds what it was about"));
    }

    /** The source knows no amount of an open opportunity; the list price stands for it. */
    private Map<String, Object> request(Opportunity opportunity) {
        Money price = data.productOf(opportunity.product()).listPrice();
        var request = new LinkedHashMap<String, Object>();
        request.put(
                "customer",
                Map.of("name", opportunity.customer(), "country", opportunity.country()));
        request.put(
                "products", List.of(Map.of("productCode", opportunity.product(), "quantity", 1)));
        request.put(
                "estimate",
                Map.of(
                        "amount", price.amount().toPlainString(),
                        "currency", price.currency().getCurrencyCode()));
        request.put(
                "externalReferences", List.of(Map.of("system", SYSTEM, "id", opportunity.id())));
        return request;
    }
}
