package org.partnerportal.stack.faults.books;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What must be true of the three books together, whatever has happened. */
public final class Invariants {

    public static final String NOTHING_LOST = "nothing-acknowledged-is-lost";
    public static final String NOTHING_TWICE = "nothing-counts-twice";
    public static final String ONE_HOLDER = "one-holder-per-scope";
    public static final String SUMS_AGREE = "ledger=statements=analytics";
    public static final String IN_ORDER = "events-in-order-without-gaps";
    public static final String NO_ORPHAN_CLAIMS = "no-orphan-claims";
    public static final String NO_ORPHAN_KEYS = "no-orphan-idempotency-keys";

    /** A reservation younger than this may belong to an approval that is still under way. */
    public static final Duration RESERVATION = Duration.ofSeconds(30);

    /** How many of its later commands a document remembers. */
    private static final int REMEMBERED = 50;

    private final Promises.Page promised;
    private final Holdings held;
    private final List<Published> published;

    /** The first delivery of each event, by aggregate, in the order of the topic. */
    private final Map<String, List<Published>> firsts;

    private Invariants(Promises.Page promised, Holdings held, List<Published> published) {
        this.promised = promised;
        this.held = held;
        this.published = published;
        var seen = new HashSet<String>();
        this.firsts =
                published.stream()
                        .filter(it -> seen.add(it.id()))
                        .collect(groupingBy(Published::subject));
    }

    /**
     * @param published by topic and partition, in the order of the offsets
     */
    public static List<Verdict> check(
            Promises.Page promised, Holdings held, List<Published> published) {
        var books = new Invariants(promised, held, published);
        return List.of(
                books.nothingLost(),
                books.nothingTwice(),
                books.oneHolder(),
                books.sumsAgree(),
                books.inOrder(),
                books.noOrphanClaims(),
                books.noOrphanKeys());
    }

    private Verdict nothingLost() {
        var lost = new ArrayList<String>();
        for (String partner : promised.partners()) {
            if (!held.partners().contains(partner)) {
                lost.add("partner " + partner + " is not there");
            }
        }
        Map<String, Promises.Answered> last = new HashMap<>();
        for (Promises.Answered answer : promised.answered()) {
            last.merge(answer.deal(), answer, (a, b) -> b.version() >= a.version() ? b : a);
            answer.fact()
                    .filter(type -> !isPublished(answer.deal(), type, answer.version()))
                    .ifPresent(type ->
                            lost.add(
                                    type
                                            + " of "
                                            + answer.deal()
                                            + " at version "
                                            + answer.version()
                                            + " was answered and is not on the topic"));
        }
        last.values().forEach(answer -> lost(answer).ifPresent(lost::add));
        promised.closings().values().forEach(closing -> lost(closing).ifPresent(lost::add));
        Set<String> withLines = held.lines().stream().map(Holdings.Line::invoice).collect(toSet());
        for (String invoice : promised.invoices().keySet()) {
            if (!withLines.contains(invoice)) {
                lost.add("invoice " + invoice + " has earned nothing");
            }
        }
        return Verdict.of(
                NOTHING_LOST,
                promised.answered().size()
                        + " answers, "
                        + promised.closings().size()
                        + " closings, "
                        + promised.invoices().size()
                        + " invoices",
                lost);
    }

    private Optional<String> lost(Promises.Answered answer) {
        Holdings.HeldDeal deal = held.deals().get(answer.deal());
        if (deal == null) {
            return Optional.of(answer.deal() + " was answered and is not there");
        }
        boolean older = deal.version() < answer.version();
        boolean other = deal.version() == answer.version() && !deal.state().equals(answer.state());
        return older || other
                ? Optional.of(
                        answer.deal()
                                + " was answered as "
                                + answer.state()
                                + " at version "
                                + answer.version()
                                + " and is "
                                + deal.state()
                                + " at version "
                                + deal.version())
                : Optional.empty();
    }

    private Optional<String> lost(Promises.Closing closing) {
        Holdings.HeldDeal deal = held.deals().get(closing.deal());
        String state = closing.won() ? "WON" : "LOST";
        String type = closing.won() ? "deal.won" : "deal.lost";
        if (deal == null || !deal.state().equals(state)) {
            return Optional.of(
                    "the CRM said "
                            + state
                            + " of "
                            + closing.deal()
                            + ", which is "
                            + (deal == null ? "not there" : deal.state()));
        }
        return firsts(closing.deal()).stream().anyMatch(it -> it.type().equals(type))
                ? Optional.empty()
                : Optional.of(type + " of " + closing.deal() + " is not on the topic");
    }

    private boolean isPublished(String subject, String type, long version) {
        return firsts(subject).stream()
                .anyMatch(it -> it.version() == version && it.type().equals(type));
    }

    private List<Published> firsts(String subject) {
        return firsts.getOrDefault(subject, List.of());
    }

    private Verdict nothingTwice() {
        var twice = new ArrayList<String>();
        held.deals().values().stream()
                .filter(deal -> !deal.reference().isEmpty())
                .collect(groupingBy(Holdings.HeldDeal::reference))
                .forEach((reference, deals) -> {
                    if (deals.size() > 1) {
                        twice.add(reference + " was registered " + deals.size() + " times");
                    }
                });
        Map<String, Map<String, Long>> entered =
                held.lines().stream()
                        .collect(
                                groupingBy(
                                        Holdings.Line::partner,
                                        groupingBy(
                                                Holdings.Line::id,
                                                java.util.stream.Collectors.counting())));
        entered.values()
                .forEach(lines ->
                        lines.forEach((line, times) -> {
                            if (times > 1) {
                                twice.add("line " + line + " is in the ledger " + times + " times");
                            }
                        }));
        Map<String, BigDecimal> sums = sums(Holdings.Line::invoice);
        promised.invoices()
                .values()
                .forEach(invoice -> {
                    BigDecimal sum = sums.getOrDefault(invoice.id(), BigDecimal.ZERO);
                    BigDecimal owed = Terms.owed(invoice);
                    if (sum.compareTo(owed) != 0) {
                        twice.add(
                                "invoice "
                                        + invoice.id()
                                        + " earns "
                                        + sum.toPlainString()
                                        + " instead of "
                                        + owed.toPlainString());
                    }
                });
        firsts.forEach((subject, events) ->
                events.stream()
                        .collect(groupingBy(it -> it.version() + " " + it.type()))
                        .forEach((what, same) -> {
                            if (same.size() > 1) {
                                twice.add(
                                        subject
                                                + " says "
                                                + what
                                                + " as "
                                                + same.size()
                                                + " different events");
                            }
                        }));
        held.figures()
                .forEach((partner, figures) -> counted(partner, figures).ifPresent(twice::add));
        long repeated = published.size() - firsts.values().stream().mapToLong(List::size).sum();
        return Verdict.of(
                NOTHING_TWICE,
                held.deals().size()
                        + " registrations, "
                        + held.lines().size()
                        + " lines; "
                        + repeated
                        + " repeated deliveries on the topics",
                twice);
    }

    /** Analytics counts registrations as they are, not deliveries. */
    private Optional<String> counted(String partner, Holdings.Figures figures) {
        List<Holdings.HeldDeal> own =
                held.deals().values().stream()
                        .filter(deal -> deal.partner().equals(partner))
                        .toList();
        long registrations = own.stream().filter(Holdings.HeldDeal::submitted).count();
        long won = own.stream().filter(deal -> "WON".equals(deal.state())).count();
        long lost = own.stream().filter(deal -> "LOST".equals(deal.state())).count();
        BigDecimal revenue =
                promised.closings().values().stream()
                        .filter(Promises.Closing::won)
                        .filter(it -> isOf(it.deal(), partner))
                        .map(Promises.Closing::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean same =
                figures.registrations() == registrations
                        && figures.won() == won
                        && figures.lost() == lost
                        && figures.revenue().compareTo(revenue) == 0;
        return same
                ? Optional.empty()
                : Optional.of(
                        "analytics counts for "
                                + partner
                                + " "
                                + figures
                                + " instead of "
                                + registrations
                                + " registrations, "
                                + won
                                + " won, "
                                + lost
                                + " lost, revenue "
                                + revenue.toPlainString());
    }

    private boolean isOf(String deal, String partner) {
        Holdings.HeldDeal found = held.deals().get(deal);
        return found != null && found.partner().equals(partner);
    }

    private Verdict oneHolder() {
        Map<String, Set<String>> holders = new TreeMap<>();
        held.deals().values().stream()
                .filter(Holdings.HeldDeal::approved)
                .forEach(deal ->
                        deal.scope()
                                .forEach(scope ->
                                        holders.computeIfAbsent(scope, _ -> new HashSet<>())
                                                .add(deal.id())));
        var several = new ArrayList<String>();
        holders.forEach((scope, deals) -> {
            if (deals.size() > 1) {
                several.add(scope + " is held by " + String.join(" and ", deals));
            }
        });
        return Verdict.of(ONE_HOLDER, holders.size() + " scopes held", several);
    }

    private Verdict sumsAgree() {
        Map<String, BigDecimal> ledger = sums(Holdings.Line::partner);
        Map<String, BigDecimal> owed =
                promised.invoices().values().stream()
                        .collect(
                                toMap(
                                        Promises.Invoice::partner,
                                        Terms::owed,
                                        BigDecimal::add,
                                        HashMap::new));
        var differences = new ArrayList<String>();
        BigDecimal total = BigDecimal.ZERO;
        for (String partner : promised.partners()) {
            BigDecimal said = owed.getOrDefault(partner, BigDecimal.ZERO);
            var sums = new LinkedHashMap<String, BigDecimal>();
            sums.put("ledger", ledger.getOrDefault(partner, BigDecimal.ZERO));
            sums.put("statements", held.statements().getOrDefault(partner, BigDecimal.ZERO));
            Holdings.Figures figures = held.figures().get(partner);
            sums.put("analytics", figures == null ? BigDecimal.ZERO : figures.commission());
            if (sums.values().stream().anyMatch(sum -> sum.compareTo(said) != 0)) {
                differences.add(partner + ": " + sums + ", owed " + said.toPlainString());
            }
            total = total.add(said);
        }
        return Verdict.of(
                SUMS_AGREE,
                total.toPlainString()
                        + " "
                        + Terms.CURRENCY
                        + " of "
                        + promised.partners().size()
                        + " partners",
                differences);
    }

    private Map<String, BigDecimal> sums(java.util.function.Function<Holdings.Line, String> group) {
        return held.lines().stream()
                .collect(toMap(group, Holdings.Line::amount, BigDecimal::add, HashMap::new));
    }

    private Verdict inOrder() {
        var wrong = new ArrayList<String>();
        firsts.forEach((subject, events) -> {
            long before = 0;
            for (Published event : events) {
                if (event.version() < before) {
                    wrong.add(
                            subject
                                    + " says version "
                                    + event.version()
                                    + " after version "
                                    + before);
                }
                before = event.version();
            }
        });
        held.deals().values().forEach(deal -> gap(deal).ifPresent(wrong::add));
        held.lines().stream()
                .filter(line -> firsts(line.id()).isEmpty())
                .forEach(line -> wrong.add("line " + line.id() + " is not on the topic"));
        held.lines().stream()
                .collect(groupingBy(Holdings.Line::partner))
                .forEach((partner, lines) -> {
                    long[] places =
                            lines.stream().mapToLong(Holdings.Line::sequence).sorted().toArray();
                    for (int i = 0; i < places.length; i++) {
                        if (places[i] != i + 1) {
                            wrong.add("the chain of " + partner + " has no entry " + (i + 1));
                            return;
                        }
                    }
                });
        return Verdict.of(
                IN_ORDER, firsts.values().stream().mapToInt(List::size).sum() + " events", wrong);
    }

    /** A draft says nothing; every later version says something, but for a few. */
    private Optional<String> gap(Holdings.HeldDeal deal) {
        if (deal.unpublished() > 0) {
            return Optional.of(
                    deal.id() + " has " + deal.unpublished() + " events that are not published");
        }
        Set<Long> said = firsts(deal.id()).stream().map(Published::version).collect(toSet());
        var missing = new ArrayList<Long>();
        for (long version = 2; version <= deal.version(); version++) {
            if (!said.contains(version)) {
                missing.add(version);
            }
        }
        return missing.size() > deal.silentChanges()
                ? Optional.of(
                        deal.id()
                                + " is at version "
                                + deal.version()
                                + " and the topic lacks "
                                + missing)
                : Optional.empty();
    }

    private Verdict noOrphanClaims() {
        var orphans = new ArrayList<String>();
        Set<String> claimed =
                held.claims().stream()
                        .map(claim -> claim.scope() + " " + claim.holder())
                        .collect(toSet());
        for (Holdings.HeldClaim claim : held.claims()) {
            Holdings.HeldDeal holder = held.deals().get(claim.holder());
            boolean holds =
                    holder != null && holder.approved() && holder.scope().contains(claim.scope());
            boolean underWay =
                    !claim.confirmed() && claim.at().plus(RESERVATION).isAfter(held.readAt());
            if (!holds && !underWay) {
                orphans.add(
                        claim.scope()
                                + " is claimed by "
                                + claim.holder()
                                + ", which is "
                                + (holder == null ? "not there" : holder.state()));
            }
        }
        held.deals().values().stream()
                .filter(Holdings.HeldDeal::approved)
                .forEach(deal ->
                        deal.scope().stream()
                                .filter(scope -> !claimed.contains(scope + " " + deal.id()))
                                .forEach(scope ->
                                        orphans.add(
                                                deal.id()
                                                        + " is approved without its claim on "
                                                        + scope)));
        return Verdict.of(NO_ORPHAN_CLAIMS, held.claims().size() + " claims", orphans);
    }

    private Verdict noOrphanKeys() {
        var orphans = new ArrayList<String>();
        Map<String, String> where = new HashMap<>();
        held.deals()
                .values()
                .forEach(deal ->
                        deal.keys()
                                .forEach((key, version) -> {
                                    if (where.put(key, deal.id()) != null) {
                                        orphans.add("key " + key + " is in two documents");
                                    }
                                    if (version > deal.version()) {
                                        orphans.add(
                                                "key "
                                                        + key
                                                        + " of "
                                                        + deal.id()
                                                        + " led to version "
                                                        + version
                                                        + ", which never was");
                                    }
                                }));
        for (Promises.Turned refusal : promised.refused()) {
            if (where.containsKey(refusal.key())) {
                orphans.add(
                        "key "
                                + refusal.key()
                                + " was refused with "
                                + refusal.code()
                                + " and is kept by "
                                + where.get(refusal.key()));
            }
        }
        for (Promises.Answered answer : promised.answered()) {
            Holdings.HeldDeal deal = held.deals().get(answer.deal());
            boolean mayBeForgotten = deal != null && deal.keys().size() > REMEMBERED;
            if (!mayBeForgotten && !Objects.equals(where.get(answer.key()), answer.deal())) {
                orphans.add(
                        "key "
                                + answer.key()
                                + " was answered and is not kept by "
                                + answer.deal());
            }
        }
        return Verdict.of(
                NO_ORPHAN_KEYS,
                where.size() + " keys kept, " + promised.refused().size() + " refused",
                orphans);
    }
}
