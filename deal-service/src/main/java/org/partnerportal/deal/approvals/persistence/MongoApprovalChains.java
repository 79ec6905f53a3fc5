package org.partnerportal.deal.approvals.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.partnerportal.deal.approvals.application.FindChains;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ChainCode;
import org.partnerportal.deal.approvals.domain.ChainVersion;
import org.partnerportal.deal.approvals.persistence.MongoApprovalChains.ChainDocument;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.stereotype.Repository;

/** Chains in MongoDB, each with all its versions in one document. */
@Repository
class MongoApprovalChains extends MongoAggregates<ChainCode, ApprovalChain, Void, ChainDocument>
        implements ApprovalChains, FindChains {

    MongoApprovalChains(AggregateStores stores) {
        super(stores, "approvalChains", ChainDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.subjectType"),
                        new IndexOptions().name("subjectType").unique(true));
    }

    @TypeAlias("approval-chain")
    record ChainDocument(String subjectType, List<VersionDocument> versions) {}

    record VersionDocument(
            int number,
            Instant appliesFrom,
            boolean oneDecisionEach,
            List<StepDocument> steps,
            Instant savedAt,
            String savedBy) {

        static VersionDocument of(ChainVersion version) {
            return new VersionDocument(
                    version.number(),
                    version.appliesFrom(),
                    version.oneDecisionEach(),
                    version.steps().stream().map(StepDocument::of).toList(),
                    version.savedAt(),
                    version.savedBy());
        }

        ChainVersion toVersion() {
            return new ChainVersion(
                    number,
                    appliesFrom,
                    oneDecisionEach,
                    steps.stream().map(StepDocument::toStep).toList(),
                    savedAt,
                    savedBy);
        }
    }

    @Override
    public Optional<ApprovalChain> findFor(String subjectType) {
        return Optional.ofNullable(
                        collection().find(new Document("state.subjectType", subjectType)).first())
                .map(this::read);
    }

    @Override
    public Page<ApprovalChain> list(PageRequest page) {
        var order = PageRequest.Order.of("_id");
        return page.page(
                collection()
                        .find(page.restrict(new Document(), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>())
                        .stream()
                        .map(this::read)
                        .toList(),
                chain -> new PageRequest.Position(chain.code().value(), chain.code().value()));
    }

    @Override
    protected String text(ChainCode code) {
        return code.value();
    }

    @Override
    protected ChainCode idOf(ApprovalChain chain) {
        return chain.code();
    }

    @Override
    protected ChainDocument toState(ApprovalChain chain) {
        return new ChainDocument(
                chain.subjectType(), chain.versions().stream().map(VersionDocument::of).toList());
    }

    @Override
    protected ApprovalChain toAggregate(String id, long version, ChainDocument state) {
        return new ApprovalChain(
                new ChainCode(id),
                state.subjectType(),
                state.versions().stream().map(VersionDocument::toVersion).toList(),
                version);
    }

    @Override
    protected WireEvent toWire(ApprovalChain next, Void event) {
        throw new IllegalStateException("Nobody outside is told of a chain");
    }
}
