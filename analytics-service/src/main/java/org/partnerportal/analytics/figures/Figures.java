package org.partnerportal.analytics.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsRefusal;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.facts.PartnerFact;
import org.partnerportal.analytics.facts.ProductFact;
import org.partnerportal.analytics.projections.Projections;
import org.springframework.stereotype.Component;

/** Answers questions from one generation of the facts; regions and names are added here. */
@Component
public class Figures {

    private final FactSums facts;
    private final Cells cells;
    private final Projections projections;
    private final AnalyticsSettings settings;

    Figures(FactSums facts, Cells cells, Projections projections, AnalyticsSettings settings) {
        this.facts = facts;
        this.cells = cells;
        this.projections = projections;
        this.settings = settings;
    }

    /** Everything there is, in one row per currency. */
    public List<Row> totals(int generation) {
        return rows(generation, Question.ALL);
    }

    /** As the store has them now. */
    List<Row> rows(int generation, Question question) {
        return rows(generation, question, null);
    }

    /**
     * @param mark lets sums be used that were made under the same one
     */
    List<Row> rows(int generation, Question question, @Nullable String mark) {
        List<FactSums.Group> groups =
                cells.of(generation, question, mark)
                        .orElseGet(() -> facts.of(generation, question));
        Map<String, PartnerFact> partners =
                question.by(Dimension.PARTNER) || question.by(Dimension.REGION)
                        ? projections.partners(
                                generation, distinct(groups, FactSums.Group::partnerId))
                        : Map.of();
        Map<String, ProductFact> products =
                question.by(Dimension.PRODUCT)
                        ? projections.products(
                                generation, distinct(groups, FactSums.Group::productCode))
                        : Map.of();
        var sums = new HashMap<Row.Key, Sums>();
        for (FactSums.Group group : groups) {
            sums.merge(key(group, question, partners), group.sums(), Sums::plus);
        }
        var rows = new ArrayList<Row>();
        sums.forEach((key, sum) ->
                rows.add(
                        Row.of(
                                key,
                                sum,
                                key.partnerId() == null ? null : partners.get(key.partnerId()),
                                key.productCode() == null
                                        ? null
                                        : products.get(key.productCode()))));
        if (rows.size() > settings.maxRows()) {
            throw AnalyticsRefusal.TOO_MANY_ROWS.because(settings.maxRows());
        }
        rows.sort(order(question));
        return rows;
    }

    private static Row.Key key(
            FactSums.Group group, Question question, Map<String, PartnerFact> partners) {
        PartnerFact partner = group.partnerId() == null ? null : partners.get(group.partnerId());
        return new Row.Key(
                question.by(Dimension.PARTNER) ? group.partnerId() : null,
                question.by(Dimension.REGION) && partner != null ? partner.region() : null,
                question.by(Dimension.PRODUCT) ? group.productCode() : null,
                question.by(Dimension.MONTH) ? group.month() : null,
                group.currency());
    }

    private static List<String> distinct(
            List<FactSums.Group> groups, Function<FactSums.Group, @Nullable String> field) {
        return groups.stream()
                .map(field)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    private static Comparator<Row> order(Question question) {
        Comparator<Row> order = (_, _) -> 0;
        for (Dimension dimension : question.groupBy()) {
            order =
                    order.thenComparing(
                            switch (dimension) {
                                case PARTNER -> by(Row::partnerId);
                                case PRODUCT -> by(Row::productCode);
                                case REGION -> by(Row::region);
                                case MONTH -> by(Row::month);
                            });
        }
        return order.thenComparing(Row::currency);
    }

    private static <T extends Comparable<? super T>> Comparator<Row> by(
            Function<Row, @Nullable T> field) {
        return Comparator.comparing(field, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
