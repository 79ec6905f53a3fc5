package org.partnerportal.stack.faults.books;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first book: what callers were answered, and what the broker took from outside systems. */
public final class Promises {

    private final List<Answered> answered = new ArrayList<>();
    private final List<Turned> refused = new ArrayList<>();
    private final Map<String, Closing> closings = new LinkedHashMap<>();
    private final Map<String, Invoice> invoices = new LinkedHashMap<>();
    private final Set<String> partners = new LinkedHashSet<>();

    /**
     * A command on a registration that was answered with success.
     *
     * @param key as the service keeps it
     * @param fact the type of the event that the command causes; none where it causes none
     */
    public record Answered(
            String deal,
            String partner,
            long version,
            String state,
            String key,
            Optional<String> fact) {}

    /**
     * A command that was refused for good, and so must have left nothing behind.
     *
     * @param key as the service would keep it
     */
    public record Turned(String key, String code) {}

    /** What the CRM said about an approved registration, taken by the broker. */
    public record Closing(String deal, boolean won, BigDecimal amount) {}

    /**
     * What the ERP said about an invoice, taken by the broker.
     *
     * @param nets by line
     * @param credited of the lines; missing lines are not credited
     * @param paid in full
     */
    public record Invoice(
            String id,
            String deal,
            String partner,
            Map<String, BigDecimal> nets,
            Map<String, BigDecimal> credited,
            boolean paid) {

        public Invoice {
            nets = Map.copyOf(nets);
            credited = Map.copyOf(credited);
        }
    }

    /** The book at one moment. */
    public record Page(
            Set<String> partners,
            List<Answered> answered,
            List<Turned> refused,
            Map<String, Closing> closings,
            Map<String, Invoice> invoices) {}

    public synchronized void partner(String id) {
        partners.add(id);
    }

    public synchronized void answered(Answered answer) {
        answered.add(answer);
    }

    public synchronized void refused(Turned refusal) {
        refused.add(refusal);
    }

    public synchronized void closed(Closing closing) {
        closings.put(closing.deal(), closing);
    }

    public synchronized void invoiced(Invoice invoice) {
        invoices.put(invoice.id(), invoice);
    }

    public synchronized Page page() {
        return new Page(
                Set.copyOf(partners),
                List.copyOf(answered),
                List.copyOf(refused),
                Map.copyOf(closings),
                Map.copyOf(invoices));
    }
}
