package org.partnerportal.stack.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.client.Broker;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Json;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.client.Waiting;
import org.partnerportal.stack.demo.data.Closing;
import org.partnerportal.stack.demo.data.ConvertCrmSales;
import org.partnerportal.stack.demo.data.CrmSales;
import org.partnerportal.stack.demo.data.Figures;
import org.partnerportal.stack.demo.data.Figures.Outcome;
import org.partnerportal.stack.demo.data.Partner;
import org.partnerportal.stack.demo.data.PartnerIds;
import org.partnerportal.stack.demo.data.Registration;
import tools.jackson.databind.JsonNode;

/**
 * The main job from the first file to the reconciliation, through the doors that a customer uses.
 * Every command may be given again: a run that was interrupted, or one more run, ends in the same
 * figures.
 */
final class Demo {

    private static final String SHOWN_PARTNER = "Darcel Schlecht";
    private static final String LAST_PERIOD = "2017-12";
    private static final LocalDate CREDITED_ON = LocalDate.of(2018, 1, 15);

    private final Portal portal;
    private final Broker broker;
    private final Waiting waiting;
    private final Progress progress;
    private final Imports imports;
    private final Commissions commissions;
    private final CrmSales data = CrmSales.checkedIn();
    private final Figures figures = Figures.of(data);
    private final Map<String, Registration> registrations = data.registrationsById();
    private final Reconciliation table = new Reconciliation();

    Demo(Portal portal, Broker broker, Waiting waiting, Progress progress, String run) {
        this.portal = portal;
        this.broker = broker;
        this.waiting = waiting;
        this.progress = progress;
        this.imports = new Imports(portal, waiting, run);
        this.commissions = new Commissions(portal, waiting);
    }

    /** The exit code: 0 when every figure agrees. */
    int run() {
        importPartners();
        importProducts();
        awaitPartnersInDeals();
        importRegistrations();
        planInForce();
        Closing credited = toBeCredited();
        playFirst(credited);
        playTheRest(credited);
        registerOpen();
        awaitEarnings();
        closeStatements();
        Money reversal = credit(credited);
        awaitQuiet();
        reconcile(credited, reversal);
        return report();
    }

    private void importPartners() {
        String file = CrmSales.file(CrmSales.PARTNERS);
        Progress.Step step = progress.begin("Partners", data.partners().size());
        Imports.Result checked =
                imports.upload(
                        "partner-imports",
                        Users.CHANNEL_ADMIN,
                        CrmSales.PARTNERS,
                        file,
                        true,
                        "&agreementInForce=true",
                        step);
        Imports.Result done =
                imports.upload(
                        "partner-imports",
                        Users.CHANNEL_ADMIN,
                        CrmSales.PARTNERS,
                        file,
                        false,
                        "&agreementInForce=true",
                        step);
        step.done("dry run: " + checked + "; import: " + done);
        table.compare("partners accepted by the import", data.partners().size(), done.accepted());
        mustHaveTheIdsOfTheFiles();
    }

    /** The checked-in files name partners by the id that follows from country and name. */
    private void mustHaveTheIdsOfTheFiles() {
        var found = new HashSet<String>();
        portal.all("/partners", Users.CHANNEL_ADMIN)
                .forEach(it -> found.add(it.path("id").asString()));
        for (Partner partner : data.partners()) {
            if (!found.contains(partner.id())) {
                throw new ClientFailure(
                        partner.name()
                                + " was imported under another id than "
                                + PartnerIds.of(partner.country(), partner.name())
                                + ", which the files of the demo and the realm name");
            }
        }
    }

    /** Twice, with an undo between, where they are new: so an undo is seen to be undone. */
    private void importProducts() {
        String file = CrmSales.file(CrmSales.PRODUCTS);
        Progress.Step step = progress.begin("Products", data.products().size());
        Imports.Result checked = product(file, true, step);
        Imports.Result done = product(file, false, step);
        String undo = "";
        if (done.created() > 0) {
            Imports.Result undone =
                    imports.undo("product-imports", done.id(), Users.CHANNEL_ADMIN, step);
            undo = "; undo of " + done.id() + ": " + undone.undone() + " taken back";
            done = product(file, false, step);
        }
        step.done("dry run: " + checked + undo + "; import: " + done);
        table.compare("products accepted by the import", data.products().size(), done.accepted());
    }

    private Imports.Result product(String file, boolean dryRun, Progress.Step step) {
        return imports.upload(
                "product-imports", Users.CHANNEL_ADMIN, CrmSales.PRODUCTS, file, dryRun, "", step);
    }

    /** Partners reach deal-service by events; a dry run of one row of each tells when. */
    private void awaitPartnersInDeals() {
        List<String> lines = CrmSales.file(CrmSales.REGISTRATIONS).lines().toList();
        var partners = new HashSet<String>();
        var sample = new StringBuilder(lines.getFirst()).append('\n');
        for (Registration registration : data.registrations()) {
            if (!figures.refusedRows().contains(registration.row())
                    && partners.add(registration.partnerId())) {
                sample.append(lines.get(registration.row() - 1)).append('\n');
            }
        }
        Progress.Step step = progress.begin("Partners known to deal-service", partners.size());
        waiting.until(
                "Partners and products known to deal-service",
                () ->
                        imports.upload(
                                        "deal-imports",
                                        Users.CHANNEL_ADMIN,
                                        "sample.csv",
                                        sample.toString(),
                                        true,
                                        "",
                                        step)
                                .refused(),
                refused -> refused == 0);
        step.done(partners.size() + " of " + partners.size());
    }

    private void importRegistrations() {
        Progress.Step step = progress.begin("Historic registrations", data.registrations().size());
        Imports.Result done =
                imports.upload(
                        "deal-imports",
                        Users.CHANNEL_ADMIN,
                        CrmSales.REGISTRATIONS,
                        CrmSales.file(CrmSales.REGISTRATIONS),
                        false,
                        "",
                        step);
        step.done(done.toString());
        var errors = imports.errors("deal-imports", done.id(), Users.CHANNEL_ADMIN);
        table.compare("historic registrations accepted", figures.registrations(), done.accepted());
        table.compare("rows refused by the import", figures.refusedRows().size(), done.refused());
        table.compare(
                "row numbers in the error file",
                numbers(figures.refusedRows()),
                numbers(new TreeSet<>(errors.keySet())));
        table.compare(
                "of them for want of a customer",
                figures.refusedRows().size(),
                errors.values().stream()
                        .filter(it ->
                                "customer".equals(it.field()) && "field.required".equals(it.code()))
                        .count());
    }

    /** Too many to print: the first, the last and a digest of all. */
    private static String numbers(NavigableSet<Integer> rows) {
        return rows.isEmpty()
                ? "none"
                : rows.first() + ".." + rows.last() + " #" + Integer.toHexString(rows.hashCode());
    }

    private void planInForce() {
        Progress.Step step = progress.begin("Commission plan", 0);
        JsonNode plan = commissions.planInForce();
        step.done(
                plan.path("id").asString()
                        + " in force: 5 % to 100,000 USD, 7 % above, marginal, per year");
    }

    /**
     * The first order that the shown partner ever won: alone in the ledger, its invoice lies wholly
     * in the first tier, so what a credit takes back follows from the CSV alone.
     */
    private Closing toBeCredited() {
        String partner = data.partnerNamed(SHOWN_PARTNER).id();
        return data.closings().stream()
                .filter(Closing::won)
                .filter(it -> registration(it).partnerId().equals(partner))
                .min(Comparator.comparing(Closing::on).thenComparing(Closing::opportunityId))
                .orElseThrow();
    }

    private Registration registration(Closing closing) {
        return Objects.requireNonNull(registrations.get(closing.opportunityId()));
    }

    private List<ProducerRecord<String, byte[]>> events(Closing closing) {
        var events = new ArrayList<ProducerRecord<String, byte[]>>();
        events.add(OutsideEvents.closing(closing));
        if (closing.won()) {
            events.add(
                    OutsideEvents.invoice(
                            closing, data.productOf(registration(closing).product()).code()));
        }
        return events;
    }

    private void playFirst(Closing credited) {
        Progress.Step step = progress.begin("First invoice", 0);
        broker.send(events(credited), () -> step.advance(""));
        List<JsonNode> lines =
                waiting.until(
                        "Earning of invoice " + credited.invoiceId(),
                        () -> lines(credited, "EARNING"),
                        it -> !it.isEmpty());
        step.done(credited.invoiceId() + " earned " + Json.money(lines.getFirst().path("amount")));
    }

    private void playTheRest(Closing credited) {
        var events = new ArrayList<ProducerRecord<String, byte[]>>();
        data.closings().stream()
                .filter(it -> !it.equals(credited))
                .forEach(it -> events.addAll(events(it)));
        Progress.Step step = progress.begin("Wins, losses and invoices sent", events.size());
        broker.send(events, () -> step.advance(""));
        step.done(
                figures.total().won()
                        + " wins, "
                        + figures.total().lost()
                        + " losses, "
                        + figures.total().won()
                        + " invoices");
    }

    private void registerOpen() {
        Progress.Step step = progress.begin("Open opportunities", data.open().size());
        Map<String, Outcome> outcomes = new Registering(portal, data).run(step);
        var counts = new LinkedHashMap<Outcome, Long>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, outcomes.values().stream().filter(outcome::equals).count());
        }
        step.done(counts.toString());
        for (Outcome outcome : Outcome.values()) {
            table.compare(
                    "open opportunities: " + outcome.name().toLowerCase(Locale.ROOT),
                    figures.count(outcome),
                    counts.getOrDefault(outcome, 0L));
        }
        table.compare(
                "open opportunities answered as expected",
                figures.open().size(),
                figures.open().entrySet().stream()
                        .filter(it -> it.getValue() == outcomes.get(it.getKey()))
                        .count());
    }

    /** How far the services are with what was sent. */
    private record Seen(long won, long lost, Money revenue, Money earned, long unread) {}

    private Seen seen() {
        var rows = summary("?from=2016-01&to=" + LAST_PERIOD, Users.CHANNEL_ADMIN);
        return new Seen(
                sum(rows, "won"),
                sum(rows, "lost"),
                Json.dollars(rows, it -> it.path("revenue")),
                Json.dollars(rows, it -> it.path("commissionEarned")),
                broker.unread());
    }

    private void awaitEarnings() {
        Progress.Step step =
                progress.begin("Wins, losses and invoices handled", figures.total().won());
        Seen end =
                waiting.until(
                        "Handling of the closings",
                        () -> {
                            Seen now = seen();
                            step.at(
                                    now.won(),
                                    "wins, "
                                            + now.lost()
                                            + " losses, commission "
                                            + now.earned()
                                            + ", "
                                            + now.unread()
                                            + " events unread");
                            return now;
                        },
                        now ->
                                now.won() >= figures.total().won()
                                        && now.lost() >= figures.total().lost()
                                        && now.earned().compareTo(figures.commission()) >= 0
                                        && now.unread() == 0);
        step.done(end.won() + " wins, " + end.lost() + " losses, commission " + end.earned());
    }

    private void closeStatements() {
        Progress.Step step = progress.begin("Statements of 2017", 0);
        commissions.run("CLOSE", LAST_PERIOD, step);
        commissions.run("ISSUE", LAST_PERIOD, step);
        List<JsonNode> statements = statementsOf2017("?state=ISSUED", Users.FINANCE);
        step.done(statements.size() + " issued");
    }

    /** Credits a part of the invoice and answers what the ledger took back. */
    private Money credit(Closing credited) {
        Progress.Step step = progress.begin("Credit note", 0);
        Money net = creditedPart(credited);
        broker.send(
                List.of(OutsideEvents.creditNote(credited, net, CREDITED_ON)),
                () -> step.advance(""));
        List<JsonNode> reversals =
                waiting.until(
                        "Reversal of invoice " + credited.invoiceId(),
                        () -> lines(credited, "CLAWBACK"),
                        it -> !it.isEmpty());
        JsonNode line = reversals.getFirst();
        Money reversal = Json.dollars(reversals, it -> it.path("amount"));
        step.done(
                net
                        + " of "
                        + credited.amount()
                        + " credited: line "
                        + line.path("id").asString()
                        + ", "
                        + reversal
                        + ", "
                        + line.path("formula").asString(""));
        return reversal;
    }

    private List<JsonNode> lines(Closing closing, String kind) {
        return commissions.lines(
                "?kind=" + kind + "&invoiceId=" + closing.invoiceId(), Users.FINANCE);
    }

    private static Money creditedPart(Closing credited) {
        return Money.of(
                credited.amount().amount().divideToIntegralValue(BigDecimal.TWO).toPlainString(),
                "USD");
    }

    private void awaitQuiet() {
        Progress.Step step = progress.begin("Everything handled", 0);
        waiting.until(
                "Events unread by the services",
                () -> {
                    long unread = broker.unread();
                    step.at(0, unread + " events unread");
                    return unread;
                },
                unread -> unread == 0);
        step.done("no event unread");
    }

    private void reconcile(Closing credited, Money reversal) {
        Progress.Step step = progress.begin("Reconciliation", 0);
        var period = "?from=2016-01&to=" + LAST_PERIOD;
        List<JsonNode> total = summary(period, Users.CHANNEL_ADMIN);
        table.compare("partners", data.partners().size(), knownPartners());
        table.compare(
                "registrations of 2016-17", figures.registrations(), sum(total, "registrations"));
        tally("", figures.total(), total);
        for (String region : figures.byRegion().keySet()) {
            tally(
                    "region " + region + ": ",
                    Objects.requireNonNull(figures.byRegion().get(region)),
                    where(period + "&groupBy=region", "region", region));
        }
        for (String product : figures.byProduct().keySet()) {
            tally(
                    "product " + product + ": ",
                    Objects.requireNonNull(figures.byProduct().get(product)),
                    where(period + "&groupBy=product", "productCode", product));
        }
        table.compare(
                "approved among the open ones",
                figures.count(Outcome.APPROVED),
                portal.all("/deals?state=APPROVED", Users.CHANNEL_ADMIN).stream()
                        .filter(Demo::isOpenOpportunity)
                        .count());
        commissionOf2017(period, total);
        table.compare(
                "reversal of " + credited.invoiceId(),
                Figures.reversalInFirstTier(creditedPart(credited)).negated(),
                reversal);
        ownView(period);
        step.done(table.size() + " figures compared");
    }

    private long knownPartners() {
        var ids = data.partners().stream().map(Partner::id).toList();
        return portal.all("/partners", Users.CHANNEL_ADMIN).stream()
                .filter(it -> ids.contains(it.path("id").asString()))
                .count();
    }

    private static boolean isOpenOpportunity(JsonNode deal) {
        return deal.path("externalReferences")
                .valueStream()
                .anyMatch(it -> Registering.SYSTEM.equals(it.path("system").asString()));
    }

    private void tally(String prefix, Figures.Tally expected, Collection<JsonNode> rows) {
        table.compare(prefix + "wins", expected.won(), sum(rows, "won"));
        table.compare(prefix + "losses", expected.lost(), sum(rows, "lost"));
        table.compare(
                prefix + "won value",
                expected.revenue(),
                Json.dollars(rows, it -> it.path("revenue")));
    }

    /** The same sum three times: in the ledger, in the statements, in analytics. */
    private void commissionOf2017(String period, List<JsonNode> total) {
        List<JsonNode> earnings = new ArrayList<>();
        List<JsonNode> statements = statementsOf2017("", Users.FINANCE);
        for (JsonNode line : commissions.lines("?kind=EARNING", Users.FINANCE)) {
            if (line.path("documentDate").asString().startsWith("2017-")) {
                earnings.add(line);
            }
        }
        table.compare("earning lines of 2017", figures.total().won(), earnings.size());
        table.compare("statements of 2017", figures.statementCount(), statements.size());
        Money expected = figures.commission();
        table.compare(
                "commission 2017 in the ledger",
                expected,
                Json.dollars(earnings, it -> it.path("amount")));
        table.compare(
                "commission 2017 in the statements",
                expected,
                Json.dollars(statements, it -> it.path("earned")));
        table.compare(
                "commission 2017 in analytics",
                expected,
                Json.dollars(total, it -> it.path("commissionEarned")));
        List<JsonNode> byPartner = summary(period + "&groupBy=partner", Users.CHANNEL_ADMIN);
        long agreed = 0;
        for (var partner : figures.commissionByPartner().entrySet()) {
            List<JsonNode> analytics =
                    byPartner.stream()
                            .filter(it -> partner.getKey().equals(it.path("partnerId").asString()))
                            .toList();
            boolean same =
                    of(earnings, partner.getKey(), "amount").equals(partner.getValue())
                            && of(statements, partner.getKey(), "earned").equals(partner.getValue())
                            && Json.dollars(analytics, it -> it.path("commissionEarned"))
                                    .equals(partner.getValue())
                            && Json.dollars(analytics, it -> it.path("revenue"))
                                    .equals(
                                            Objects.requireNonNull(
                                                            figures.byPartner()
                                                                    .get(partner.getKey()))
                                                    .revenue());
            agreed += same ? 1 : 0;
        }
        table.compare(
                "partners whose revenue and commission agree",
                figures.commissionByPartner().size(),
                agreed);
    }

    private static Money of(List<JsonNode> items, String partner, String amount) {
        return Json.dollars(
                items.stream()
                        .filter(it -> partner.equals(it.path("partnerId").asString()))
                        .toList(),
                it -> it.path(amount));
    }

    /** What one partner sees with its own token: its own figures, and nobody else's. */
    private void ownView(String period) {
        Partner partner = data.partnerNamed(SHOWN_PARTNER);
        String user = ConvertCrmSales.userName(partner.name());
        List<JsonNode> own = summary(period, user);
        tally(
                partner.name() + " sees ",
                Objects.requireNonNull(figures.byPartner().get(partner.id())),
                own);
        Money expected = Objects.requireNonNull(figures.commissionByPartner().get(partner.id()));
        table.compare(
                partner.name() + " sees commission",
                expected,
                Json.dollars(own, it -> it.path("commissionEarned")));
        table.compare(
                partner.name() + " sees in its statements",
                expected,
                Json.dollars(statementsOf2017("", user), it -> it.path("earned")));
        Partner other =
                data.partners().stream()
                        .filter(it ->
                                !it.equals(partner) && figures.byPartner().containsKey(it.id()))
                        .findFirst()
                        .orElseThrow();
        String query = "?partnerId=" + other.id();
        table.compare(
                partner.name() + " sees of " + other.name(),
                0,
                portal.all("/deals" + query, user).size()
                        + commissions.lines(query, user).size()
                        + commissions.statements(query, user).size());
    }

    private List<JsonNode> statementsOf2017(String query, String user) {
        return commissions.statements(query, user).stream()
                .filter(it -> it.path("period").asString().startsWith("2017-"))
                .toList();
    }

    private List<JsonNode> summary(String query, String user) {
        return portal.get("/analytics/summary" + query, user).path("rows").valueStream().toList();
    }

    private List<JsonNode> where(String query, String field, String value) {
        return summary(query, Users.CHANNEL_ADMIN).stream()
                .filter(it -> value.equals(it.path(field).asString("")))
                .toList();
    }

    private static long sum(Collection<JsonNode> rows, String field) {
        return rows.stream().mapToLong(it -> it.path(field).asLong()).sum();
    }

    private int report() {
        progress.say("");
        table.lines().forEach(progress::say);
        progress.say("");
        long differences = table.differences();
        progress.say(
                differences == 0
                        ? "All " + table.size() + " figures agree."
                        : differences + " of " + table.size() + " figures are DIFFERENT.");
        return differences == 0 ? 0 : 1;
    }
}
