package org.partnerportal.commission.invoice.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.application.FindInvoices;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.Invoices;
import org.partnerportal.commission.invoice.domain.NoEvent;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.springframework.stereotype.Repository;

/** Invoices in MongoDB, under the ERP's ids. */
@Repository
class MongoInvoices extends MongoAggregates<InvoiceId, Invoice, NoEvent, InvoiceDocument>
        implements Invoices, FindInvoices {

    MongoInvoices(AggregateStores stores) {
        super(stores, "invoices", InvoiceDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.issuedOn", "_id"),
                        new IndexOptions().name("issued"));
    }

    @Override
    public List<Invoice> issuedFrom(LocalDate day, @Nullable InvoiceId after, int limit) {
        var filter = new Document("state.issuedOn", new Document("$gte", day.toString()));
        if (after != null) {
            filter.append("_id", new Document("$gt", after.value()));
        }
        return collection()
                .find(filter)
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    protected String text(InvoiceId id) {
        return id.value();
    }

    @Override
    protected InvoiceId idOf(Invoice invoice) {
        return invoice.id();
    }

    @Override
    protected InvoiceDocument toState(Invoice invoice) {
        return InvoiceDocument.of(invoice);
    }

    @Override
    protected Invoice toAggregate(String id, long version, InvoiceDocument state) {
        return state.toInvoice(id, version);
    }

    @Override
    protected WireEvent toWire(Invoice next, NoEvent event) {
        throw new IllegalStateException("Nothing is published about invoices: " + event);
    }
}
