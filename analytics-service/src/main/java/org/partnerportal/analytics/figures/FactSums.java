package org.partnerportal.analytics.figures;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsRefusal;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.kernel.Money;
import org.springframework.stereotype.Component;

/** Adds up facts in the store, by what the store knows: partner, product, month, currency. */
@Component
class FactSums {

    private final Projections projections;
    private final AnalyticsSettings settings;

    FactSums(Projections projections, AnalyticsSettings settings) {
        this.projections = projections;
        this.settings = settings;
    }

    /** One sum; what was not asked for is nothing. */
    record Group(
            @Nullable String partnerId,
            @Nullable String productCode,
            @Nullable YearMonth month,
            String currency,
            Sums sums) {}

    List<Group> of(int generation, Question question) {
        if (question.partners() != null && question.partners().isEmpty()) {
            return List.of();
        }
        List<Group> groups = of(generation, question, settings.maxRows());
        if (groups.size() > settings.maxRows()) {
            throw AnalyticsRefusal.TOO_MANY_ROWS.because(settings.maxRows());
        }
        return groups;
    }

    /** At most one more than the limit. */
    List<Group> of(int generation, Question question, int limit) {
        return projections
                .collection(Projections.Kind.FACTS, generation)
                .aggregate(pipeline(question, limit))
                .into(new ArrayList<>())
                .stream()
                .map(FactSums::group)
                .toList();
    }

    private static List<Document> pipeline(Question question, int limit) {
        String entries = question.perProduct() ? "state.lines" : "state.entries";
        var pipeline = new ArrayList<Document>();
        if (question.partners() != null) {
            pipeline.add(
                    match(
                            new Document(
                                    "state.partnerId",
                                    new Document("$in", List.copyOf(question.partners())))));
        }
        // Unwinding copies the whole document for each entry: leave out what is not looked at.
        pipeline.add(
                new Document(
                        "$project",
                        new Document("_id", 0)
                                .append("state.partnerId", 1)
                                .append("state.currency", 1)
                                .append(entries, 1)));
        pipeline.add(new Document("$unwind", "$" + entries));
        Document wanted = wanted(question, entries);
        if (!wanted.isEmpty()) {
            pipeline.add(match(wanted));
        }
        var key = new Document("currency", "$state.currency");
        if (question.by(Dimension.PARTNER) || question.by(Dimension.REGION)) {
            key.append("partnerId", "$state.partnerId");
        }
        if (question.by(Dimension.PRODUCT)) {
            key.append("productCode", "$" + entries + ".productCode");
        }
        if (question.by(Dimension.MONTH)) {
            key.append("month", "$" + entries + ".month");
        }
        var group = new Document("_id", key);
        for (String figure :
                List.of(
                        "registrations",
                        "converted",
                        "approved",
                        "won",
                        "lost",
                        "revenue",
                        "earned",
                        "clawedBack")) {
            group.append(figure, new Document("$sum", "$" + entries + "." + figure));
        }
        pipeline.add(new Document("$group", group));
        pipeline.add(new Document("$limit", limit + 1));
        return pipeline;
    }

    private static Document wanted(Question question, String entries) {
        var wanted = new Document();
        var on = new Document();
        if (question.period().from() != null) {
            on.append("$gte", question.period().from().toString());
        }
        if (question.period().to() != null) {
            on.append("$lte", question.period().to().toString());
        }
        if (!on.isEmpty()) {
            wanted.append(entries + ".on", on);
        }
        if (question.productCode() != null) {
            wanted.append(entries + ".productCode", question.productCode());
        }
        return wanted;
    }

    private static Document match(Document filter) {
        return new Document("$match", filter);
    }

    private static Group group(Document document) {
        Document key = document.get("_id", Document.class);
        Currency currency = Money.currency(key.getString("currency"));
        String month = key.getString("month");
        return new Group(
                key.getString("partnerId"),
                key.getString("productCode"),
                month == null ? null : YearMonth.parse(month),
                currency.getCurrencyCode(),
                new Sums(
                        count(document, "registrations"),
                        count(document, "converted"),
                        count(document, "approved"),
                        count(document, "won"),
                        count(document, "lost"),
                        money(document, "revenue", currency),
                        money(document, "earned", currency),
                        money(document, "clawedBack", currency)));
    }

    private static long count(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }

    /** A sum over entries that all lack the amount is the number 0. */
    private static Money money(Document document, String field, Currency currency) {
        return new Money(
                switch (document.get(field)) {
                    case Decimal128 decimal -> decimal.bigDecimalValue();
                    case Integer whole -> BigDecimal.valueOf(whole);
                    case Long whole -> BigDecimal.valueOf(whole);
                    case null, default ->
                            throw new IllegalStateException(
                                    "Expected a decimal as " + field + " in " + document);
                },
                currency);
    }
}
