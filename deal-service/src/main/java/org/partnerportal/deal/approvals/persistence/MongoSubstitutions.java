package org.partnerportal.deal.approvals.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.Substitution;
import org.partnerportal.deal.approvals.domain.Substitution.Period;
import org.partnerportal.deal.approvals.domain.Substitutions;
import org.partnerportal.deal.approvals.persistence.MongoSubstitutions.SubstitutionDocument;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.stereotype.Repository;

/** One small document for each person who was ever away. */
@Repository
class MongoSubstitutions extends MongoAggregates<String, Substitution, Void, SubstitutionDocument>
        implements Substitutions {

    /** More than one person can stand in for; bounds the answer. */
    private static final int MOST = 200;

    MongoSubstitutions(AggregateStores stores) {
        super(stores, "approvalSubstitutes", SubstitutionDocument.class);
        collection()
                .createIndex(Indexes.ascending("state.periods.by"), new IndexOptions().name("by"));
    }

    @TypeAlias("approval-substitute")
    record SubstitutionDocument(
            @Nullable String username,
            List<String> roles,
            List<PeriodDocument> periods,
            String setBy) {}

    record PeriodDocument(LocalDate from, LocalDate to, String by) {}

    @Override
    public List<Substitution> takenBy(String substitute, LocalDate day) {
        return collection()
                .find(
                        new Document(
                                "state.periods",
                                new Document(
                                        "$elemMatch",
                                        new Document("by", substitute)
                                                .append("from", new Document("$lte", text(day)))
                                                .append("to", new Document("$gte", text(day))))))
                .sort(new Document("_id", 1))
                .limit(MOST)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    /** As days are stored; their order is that of the calendar. */
    private static String text(LocalDate day) {
        return day.toString();
    }

    @Override
    protected String text(String absent) {
        return absent;
    }

    @Override
    protected String idOf(Substitution substitution) {
        return substitution.absent();
    }

    @Override
    protected SubstitutionDocument toState(Substitution substitution) {
        return new SubstitutionDocument(
                substitution.username(),
                StepDocument.sorted(substitution.roles()),
                substitution.periods().stream()
                        .map(period -> new PeriodDocument(period.from(), period.to(), period.by()))
                        .toList(),
                substitution.setBy());
    }

    @Override
    protected Substitution toAggregate(String id, long version, SubstitutionDocument state) {
        return new Substitution(
                id,
                state.username(),
                Set.copyOf(state.roles()),
                state.periods().stream()
                        .map(period -> new Period(period.from(), period.to(), period.by()))
                        .toList(),
                state.setBy(),
                version);
    }

    @Override
    protected WireEvent toWire(Substitution next, Void event) {
        throw new IllegalStateException("Nobody outside is told who is away");
    }
}
