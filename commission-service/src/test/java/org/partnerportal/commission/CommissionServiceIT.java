package org.partnerportal.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Ids;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.ScrapedMetrics;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Token in, Kafka in, store, event out: the real service from its doors. */
@SuiteTest
class CommissionServiceIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PROGRAM =
            TestIssuer.get().staff("paula.program", "program-manager");
    private static final String FINANCE =
            TestIssuer.get().staff("fiona.finance", "finance-approver");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe probe = new EventProbe();

    @LocalServerPort int port;

    private record Answer(int status, JsonNode body, String etag) {

        String text(String pointer) {
            return body.at(pointer).asString();
        }
    }

    private Answer call(
            String method, String token, String path, @Nullable Object body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(
                                                JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body().isEmpty() ? "{}" : response.body()),
                    response.headers().firstValue("ETag").orElse("none"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer get(String token, String path) {
        return call("GET", token, path, null);
    }

    private static String newId(String prefix) {
        return Ids.derived(prefix, Integer.toString(COUNT.incrementAndGet()), "it");
    }

    /** A plan in force in a currency that no other test uses. */
    private Answer plan(String currency) {
        Answer draft = call("POST", PROGRAM, "/commission-plans", standard(currency));
        assertThat(draft.status()).as("%s", draft.body()).isEqualTo(201);
        String path = "/commission-plans/" + draft.text("/id");
        assertThat(approve(PROGRAM, path, draft).text("/code"))
                .isEqualTo("commission.plan-self-approval");
        Answer approved = approve(FINANCE, path, draft);
        assertThat(approved.text("/state")).isEqualTo("APPROVED");
        Answer active =
                call("POST", FINANCE, path + "/activation", null, "If-Match", approved.etag());
        assertThat(active.text("/state")).isEqualTo("IN_FORCE");
        return active;
    }

    private static Map<String, Object> standard(String currency) {
        return Map.of(
                "code",
                "standard-" + currency.toLowerCase(Locale.ROOT),
                "name",
                "Standard",
                "currency",
                currency,
                "validFrom",
                "2017-01-01",
                "trigger",
                "INVOICED",
                "mode",
                "MARGINAL",
                "tiers",
                List.of(
                        Map.of("from", "0", "percent", "5"),
                        Map.of("from", "100000", "percent", "7")));
    }

    private Answer approve(String token, String path, Answer plan) {
        return call("POST", token, path + "/approval", null, "If-Match", plan.etag());
    }

    private void won(String deal, String partner, String order) {
        ObjectNode won = (ObjectNode) EventContracts.example("deal.won");
        won.put("dealId", deal);
        won.put("partnerId", partner);
        ((ObjectNode) won.get("won")).put("orderReference", order);
        probe.publish("deal.events.v1", "/partner-portal/deal-service", "deal.won", deal, 5, won);
    }

    private void erp(String type, String key, String eventId, Object data) {
        probe.publish(
                "erp.events.v1",
                "/erp",
                type,
                key,
                eventId,
                0,
                Instant.parse("2017-03-01T00:00:00Z"),
                JSON.writeValueAsBytes(data));
    }

    private void invoiced(String invoice, String order, String day, String currency, String net) {
        erp(
                "erp.invoice.issued",
                invoice,
                "evt-" + invoice,
                Map.of(
                        "invoiceId",
                        invoice,
                        "invoiceNumber",
                        "N-" + invoice,
                        "orderReference",
                        order,
                        "issuedOn",
                        day,
                        "currency",
                        currency,
                        "lines",
                        List.of(Map.of("lineId", "1", "productCode", "GTX Pro", "net", net))));
    }

    private void credited(String note, String invoice, String day, String currency, String net) {
        erp(
                "erp.credit-note.issued",
                note,
                "evt-" + note,
                Map.of(
                        "creditNoteId",
                        note,
                        "invoiceId",
                        invoice,
                        "issuedOn",
                        day,
                        "currency",
                        currency,
                        "lines",
                        List.of(Map.of("invoiceLineId", "1", "net", net))));
    }

    private JsonNode awaitLines(String query, int count) {
        return until(() -> get(FINANCE, "/earnings?" + query).body().get("items"), count);
    }

    private static JsonNode until(Supplier<JsonNode> items, int count) {
        return await().atMost(LIMIT)
                .until(items::get, found -> found != null && found.size() == count);
    }

    private Answer run(String action, String through, String partner) {
        Answer started =
                call(
                        "POST",
                        FINANCE,
                        "/statement-runs",
                        Map.of("action", action, "throughPeriod", through, "partnerId", partner));
        assertThat(started.status()).as("%s", started.body()).isEqualTo(202);
        return await().atMost(LIMIT)
                .until(
                        () -> get(FINANCE, "/statement-runs/" + started.text("/id")),
                        run -> run.text("/state").equals("SUCCEEDED"));
    }

    @Test
    void aWonAndInvoicedDealEarnsIsCreditedAndIsStated() {
        plan("USD");
        String partner = newId("ptr");
        String deal = newId("deal");
        double earned = booked("USD", "EARNING");
        double takenBack = booked("USD", "CLAWBACK");
        won(deal, partner, "SO-1");
        invoiced("INV-1", "SO-1", "2017-03-01", "USD", "95000.00");
        awaitLines("partnerId=" + partner, 1);
        invoiced("INV-2", "SO-1", "2017-03-20", "USD", "20000.00");
        invoiced("INV-2", "SO-1", "2017-03-20", "USD", "20000.00");
        awaitLines("partnerId=" + partner, 2);
        credited("CN-1", "INV-2", "2017-04-02", "USD", "5000.00");
        JsonNode lines = awaitLines("partnerId=" + partner, 3);
        assertThat(booked("USD", "EARNING") - earned).isEqualTo(6050);
        assertThat(booked("USD", "CLAWBACK") - takenBack).isEqualTo(325);

        Answer earning =
                get(
                        FINANCE,
                        "/earnings/"
                                + awaitLines("invoiceId=INV-2&kind=EARNING", 1)
                                        .at("/0/id")
                                        .asString());
        assertThat(earning.text("/formula"))
                .isEqualTo("5 % of 5,000.00 + 7 % of 15,000.00 = 1,300.00 USD");
        assertThat(earning.text("/source/eventId")).isEqualTo("evt-INV-2");
        assertThat(earning.text("/inputs/planVersion")).isEqualTo("1");
        assertThat(lines.at("/0/amount/amount").asString()).isEqualTo("-325.00");
        assertThat(lines.at("/0/originalLineId").asString()).isEqualTo(earning.text("/id"));

        Answer open = get(FINANCE, "/statements?state=OPEN&partnerId=" + partner);
        assertThat(open.body().get("items")).hasSize(2);
        String march = open.text("/items/0/id");
        assertThat(get(FINANCE, "/statements/" + march).text("/state")).isEqualTo("OPEN");

        assertThat(run("CLOSE", "2017-04", partner).text("/changed")).isEqualTo("2");
        assertThat(run("CLOSE", "2017-04", partner).text("/changed")).isEqualTo("0");
        Answer closed = get(FINANCE, "/statements/" + march);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(closed.text("/closing/amount")).isEqualTo("6050.00");
        assertThat(run("ISSUE", "2017-04", partner).text("/changed")).isEqualTo("2");
        assertThat(run("ISSUE", "2017-04", partner).text("/changed")).isEqualTo("0");
        Answer april = get(FINANCE, "/statements?period=2017-04&partnerId=" + partner);
        assertThat(april.text("/items/0/state")).isEqualTo("ISSUED");
        assertThat(april.text("/items/0/carriedForward/amount")).isEqualTo("-325.00");
        assertThat(get(FINANCE, "/statements/" + march + "/lines").body().get("items")).hasSize(2);

        invoiced("INV-3", "SO-1", "2017-02-10", "USD", "100.00");
        JsonNode late = awaitLines("invoiceId=INV-3", 1);
        assertThat(late.at("/0/documentDate").asString()).isEqualTo("2017-02-10");
        assertThat(late.at("/0/period").asString()).isEqualTo("2017-05");

        for (String type :
                List.of(
                        "commission.accrued",
                        "commission.clawed-back",
                        "commission.statement-closed",
                        "commission.statement-issued",
                        "commission.plan-in-force")) {
            EventProbe.Seen seen =
                    probe.await("commission.events.v1", event -> event.type().equals(type));
            EventContracts.assertFits(type, seen.data());
        }
        assertOnlyItsOwnPeopleSee(partner, march, earning.text("/id"));
        ScrapedMetrics.check("commission-service", port);
    }

    /** They come side by side, so that many are taken in one go. */
    @Test
    void countsWhatManyInvoicesAtOnceEarn() {
        plan("SEK");
        String partner = newId("ptr");
        won(newId("deal"), partner, "SO-MANY");
        double before = booked("SEK", "EARNING");
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 60)
                    .mapToObj(number -> "MANY-" + number)
                    .forEach(invoice ->
                            senders.execute(() ->
                                    invoiced(invoice, "SO-MANY", "2017-03-01", "SEK", "100.00")));
        }
        awaitLines("limit=100&partnerId=" + partner, 60);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(booked("SEK", "EARNING") - before).isEqualTo(60 * 5));
    }

    /** What the metric says is booked, however often the invoice came. */
    private double booked(String currency, String kind) {
        return ScrapedMetrics.value(
                port,
                "portal_commission_booked_total{currency=\"%s\",kind=\"%s\"}"
                        .formatted(currency, kind));
    }

    private void assertOnlyItsOwnPeopleSee(String partner, String statement, String line) {
        String own = TestIssuer.get().partner(partner, "olga.own", "partner-finance");
        String other = TestIssuer.get().partner(newId("ptr"), "otto.other", "partner-finance");
        String sales = TestIssuer.get().partner(partner, "sam.sales", "partner-sales");
        String manager = TestIssuer.get().staff("mia.manager", "partner-manager");
        List<String> things =
                List.of(
                        "/earnings/" + line,
                        "/statements/" + statement,
                        "/statements/" + statement + "/lines",
                        "/invoices/INV-1");
        for (String path : things) {
            assertThat(get(own, path).status()).as(path).isEqualTo(200);
            assertThat(get(other, path).status()).as(path).isEqualTo(404);
            assertThat(get(manager, path).status()).as(path).isEqualTo(404);
            assertThat(get(sales, path).status()).as(path).isEqualTo(403);
        }
        for (String list :
                List.of(
                        "/earnings?partnerId=",
                        "/statements?partnerId=",
                        "/statements?state=OPEN&partnerId=")) {
            assertThat(get(own, list + partner).body().get("items")).as(list).isNotEmpty();
            assertThat(get(other, list + partner).body().get("items")).as(list).isEmpty();
            assertThat(get(manager, list + partner).body().get("items")).as(list).isEmpty();
        }
        ObjectNode activated = (ObjectNode) EventContracts.example("partner.activated");
        activated.put("partnerId", partner);
        activated.put("channelManager", "mia.manager");
        probe.publish(
                "partner.events.v1",
                "/partner-portal/partner-service",
                "partner.activated",
                partner,
                3,
                activated);
        await().atMost(LIMIT).until(() -> get(manager, things.getFirst()).status() == 200);
        assertThat(get(manager, "/earnings").body().get("items")).isNotEmpty();
        assertThat(
                        call(
                                        "POST",
                                        manager,
                                        "/statement-runs",
                                        Map.of("action", "CLOSE", "throughPeriod", "2017-04"))
                                .status())
                .isEqualTo(403);
        assertThat(call("POST", own, "/commission-plans", standard("USD")).status()).isEqualTo(403);
        assertThat(get(own, "/commission-plans").status()).isEqualTo(403);
    }

    @Test
    void whatComesBeforeItsInvoiceOrItsDealWaits() {
        plan("EUR");
        String partner = newId("ptr");
        credited("CN-9", "INV-9", "2017-06-02", "EUR", "2500.00");
        await().atMost(LIMIT)
                .until(() -> get(FINANCE, "/invoices/INV-9").text("/waitingFor").equals("INVOICE"));
        invoiced("INV-9", "SO-9", "2017-05-01", "EUR", "10000.00");
        await().atMost(LIMIT)
                .until(() -> get(FINANCE, "/invoices/INV-9").text("/waitingFor").equals("DEAL"));
        won(newId("deal"), partner, "SO-9");
        JsonNode lines = awaitLines("partnerId=" + partner, 2);
        assertThat(lines.at("/0/amount/amount").asString()).isEqualTo("-125.00");
        assertThat(lines.at("/1/amount/amount").asString()).isEqualTo("500.00");
    }

    @Test
    void aPlanThatComesLateCatchesUpWithTheInvoicesOfItsTime() {
        String partner = newId("ptr");
        won(newId("deal"), partner, "SO-20");
        invoiced("INV-20", "SO-20", "2017-05-01", "CHF", "1000.00");
        await().atMost(LIMIT).until(() -> get(FINANCE, "/invoices/INV-20").status() == 200);
        plan("CHF");
        assertThat(awaitLines("partnerId=" + partner, 1).at("/0/amount/amount").asString())
                .isEqualTo("50.00");
    }

    @Test
    void badInputIsRefusedByFieldAndInTheCallersLanguage() {
        Answer unknown =
                call("POST", PROGRAM, "/commission-plans", Map.of("code", "x", "tears", 1));
        assertThat(unknown.status()).isEqualTo(400);
        Answer future =
                call(
                        "POST",
                        FINANCE,
                        "/statement-runs",
                        Map.of("action", "CLOSE", "throughPeriod", "2999-01"),
                        "Accept-Language",
                        "hu");
        assertThat(future.status()).isEqualTo(400);
        assertThat(future.text("/code")).isEqualTo("commission.period-not-over");
        assertThat(future.text("/detail")).startsWith("Csak lezárult hónap");
        Answer decimals =
                call(
                        "POST",
                        PROGRAM,
                        "/commission-plans",
                        Map.of(
                                "code",
                                "bad",
                                "name",
                                "Bad",
                                "currency",
                                "USD",
                                "validFrom",
                                "2017-01-01",
                                "trigger",
                                "INVOICED",
                                "mode",
                                "MARGINAL",
                                "tiers",
                                List.of(Map.of("from", "0.001", "percent", "5"))));
        assertThat(decimals.status()).isEqualTo(400);
        assertThat(decimals.text("/code")).isEqualTo("common.too-many-decimals");
        assertThat(get(FINANCE, "/commission-plans/plan_nonsense").status()).isEqualTo(404);
        assertThat(
                        call(
                                        "POST",
                                        FINANCE,
                                        "/commission-plans/" + newId("plan") + "/approval",
                                        null)
                                .status())
                .isEqualTo(428);
        assertThat(get("no.token.atall", "/earnings").status()).isEqualTo(401);
    }
}
