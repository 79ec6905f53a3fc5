package org.partnerportal.deal.approvals.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.application.FindApprovals;
import org.partnerportal.deal.approvals.domain.ApprovalEvent;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.approvals.messaging.ApprovalWire;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Approval processes in MongoDB. */
@Repository
class MongoApprovalProcesses
        extends MongoAggregates<ProcessId, ApprovalProcess, ApprovalEvent, ProcessDocument>
        implements ApprovalProcesses, FindApprovals {

    private static final String STATUS = "state.status.name";
    private static final String PENDING = ProcessState.Name.PENDING.name();
    private static final PageRequest.Order BY_DUE = PageRequest.Order.ofInstant("state.dueAt");
    private static final PageRequest.Order LATEST =
            PageRequest.Order.ofInstant("state.startedAt").reversed();

    /** More undecided processes than one subject ever has; bounds the answer. */
    private static final int MOST_OF_ONE_SUBJECT = 100;

    MongoApprovalProcesses(AggregateStores stores) {
        super(stores, "approvalProcesses", ProcessDocument.class);
        index(
                "subject",
                Indexes.ascending("state.subject.key", "state.subject.type", "state.startedAt"));
        index("open", Indexes.ascending(STATUS, "state.dueAt", "_id"));
        index("escalation", Indexes.ascending(STATUS, "state.escalatesAt"));
    }

    private void index(String name, Bson keys) {
        collection().createIndex(keys, new IndexOptions().name(name));
    }

    @Override
    public List<ApprovalProcess> pendingOf(String subjectType, String subjectId) {
        return collection()
                .find(subject(subjectType, subjectId).append(STATUS, PENDING))
                .sort(new Document("_id", 1))
                .limit(MOST_OF_ONE_SUBJECT)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public Page<ApprovalProcess> open(Asked asked, PageRequest page) {
        var filter =
                new Document(STATUS, PENDING)
                        .append("state.idle", new Document("$ne", asked.decider()))
                        .append(
                                "$or",
                                List.of(
                                        new Document("state.openRoles", oneOf(asked.roles())),
                                        new Document("state.openPeople", oneOf(asked.people()))));
        if (asked.owners() != null) {
            filter.append("state.subject.owner", oneOf(asked.owners()));
        }
        if (asked.dueBefore() != null) {
            filter.append("state.dueAt", new Document("$lt", Date.from(asked.dueBefore())));
        }
        return found(filter, BY_DUE, page);
    }

    @Override
    public Page<ApprovalProcess> of(String subjectType, String subjectId, PageRequest page) {
        return found(subject(subjectType, subjectId), LATEST, page);
    }

    @Override
    public Optional<ApprovalProcess> latestOf(String subjectType, String subjectId) {
        return Optional.ofNullable(
                        collection()
                                .find(subject(subjectType, subjectId))
                                .sort(LATEST.toSort())
                                .limit(1)
                                .first())
                .map(this::read);
    }

    @Override
    public List<ProcessId> dueForEscalation(Instant now, int limit) {
        return collection()
                .find(
                        new Document(STATUS, PENDING)
                                .append("state.escalatesAt", new Document("$lte", Date.from(now))))
                .sort(new Document("state.escalatesAt", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new ProcessId(document.getString("_id")))
                .toList();
    }

    private Page<ApprovalProcess> found(
            Document filter, PageRequest.Order order, PageRequest page) {
        String field = order.field().substring("state.".length());
        return page.page(
                        collection()
                                .find(page.restrict(filter, order))
                                .sort(order.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        document ->
                                new PageRequest.Position(
                                        document.getEmbedded(List.of("state", field), Date.class)
                                                .toInstant()
                                                .toString(),
                                        document.getString("_id")))
                .map(this::read);
    }

    private static Document subject(String type, String id) {
        return new Document("state.subject.key", id).append("state.subject.type", type);
    }

    private static Document oneOf(Set<String> values) {
        return new Document("$in", List.copyOf(values));
    }

    @Override
    protected String text(ProcessId id) {
        return id.value();
    }

    @Override
    protected ProcessId idOf(ApprovalProcess process) {
        return process.id();
    }

    @Override
    protected ProcessDocument toState(ApprovalProcess process) {
        return ProcessDocument.of(process);
    }

    @Override
    protected ApprovalProcess toAggregate(String id, long version, ProcessDocument state) {
        return state.toProcess(id, version);
    }

    @Override
    protected WireEvent toWire(ApprovalProcess next, ApprovalEvent event) {
        return ApprovalWire.of(next, event);
    }

    @Override
    protected @Nullable String reasonOf(ApprovalProcess next, ApprovalEvent event) {
        return ApprovalWire.reason(next.state());
    }
}
