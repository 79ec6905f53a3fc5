package org.partnerportal.deal.leads.persistence;

import java.util.ArrayList;
import org.bson.Document;
import org.partnerportal.deal.leads.application.FindProgrammes;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.LeadProgrammes;
import org.partnerportal.deal.leads.domain.NoEvent;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Lead programmes in MongoDB. */
@Repository
class MongoLeadProgrammes
        extends MongoAggregates<ProgrammeCode, LeadProgramme, NoEvent, LeadProgrammeDocument>
        implements LeadProgrammes, FindProgrammes {

    MongoLeadProgrammes(AggregateStores stores) {
        super(stores, "leadProgrammes", LeadProgrammeDocument.class);
    }

    @Override
    public Page<LeadProgramme> list(PageRequest page) {
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
                programme ->
                        new PageRequest.Position(
                                programme.code().value(), programme.code().value()));
    }

    @Override
    protected String text(ProgrammeCode code) {
        return code.value();
    }

    @Override
    protected ProgrammeCode idOf(LeadProgramme programme) {
        return programme.code();
    }

    @Override
    protected LeadProgrammeDocument toState(LeadProgramme programme) {
        return LeadProgrammeDocument.of(programme.rules());
    }

    @Override
    protected LeadProgramme toAggregate(String id, long version, LeadProgrammeDocument state) {
        return state.toProgramme(id, version);
    }

    @Override
    protected WireEvent toWire(LeadProgramme next, NoEvent event) {
        throw new IllegalStateException("Nothing is published about programmes: " + event);
    }
}
