package org.partnerportal.analytics.figures;

import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.freshness.Freshness;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Service;

/** Answers a question with what its caller may see. */
@Service
class Summarise {

    private final Generations generations;
    private final Projections projections;
    private final Visible visible;
    private final Figures figures;
    private final Freshness freshness;
    private final AnalyticsSettings settings;

    Summarise(
            Generations generations,
            Projections projections,
            Visible visible,
            Figures figures,
            Freshness freshness,
            AnalyticsSettings settings) {
        this.generations = generations;
        this.projections = projections;
        this.visible = visible;
        this.figures = figures;
        this.freshness = freshness;
        this.settings = settings;
    }

    /** A question as it was asked, before it is known what the caller may see. */
    record Asked(
            SequencedSet<Dimension> groupBy,
            Period period,
            @Nullable String partnerId,
            @Nullable String productCode,
            @Nullable String region) {}

    SummaryView handle(Asked asked, Caller caller) {
        // One generation for the whole answer, and its age taken before it is read.
        Freshness.Look look = freshness.current();
        int generation = generations.live();
        var question =
                new Question(
                        asked.groupBy(),
                        asked.period(),
                        partners(generation, asked, caller),
                        asked.productCode());
        List<Row> rows = figures.rows(generation, question, look.mark());
        List<Row> totals = figures.rows(generation, question.inTotal(), look.mark());
        return new SummaryView(
                look.answer().asOf(),
                look.answer().lag(),
                settings.zone().getId(),
                asked.groupBy().stream().map(Dimension::word).toList(),
                asked.period().from(),
                asked.period().to(),
                rows,
                totals);
    }

    private @Nullable Set<String> partners(int generation, Asked asked, Caller caller) {
        Set<String> partners = visible.partners(generation, caller);
        if (asked.partnerId() != null) {
            partners = both(partners, Set.of(asked.partnerId()));
        }
        if (asked.region() != null) {
            partners = both(partners, projections.partnersOfRegion(generation, asked.region()));
        }
        return partners;
    }

    private static Set<String> both(@Nullable Set<String> some, Set<String> others) {
        if (some == null) {
            return others;
        }
        var both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }
}
