package org.partnerportal.partner.applications.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.applications.application.ApplicationSettings;
import org.partnerportal.partner.applications.application.FindApplications;
import org.partnerportal.partner.applications.domain.ApplicationEvent;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationRefusal;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.applications.messaging.ApplicationWire;
import org.partnerportal.partner.partner.domain.CompanyName;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.VatId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Applications in MongoDB. */
@Repository
class MongoPartnerApplications
        extends MongoAggregates<
                ApplicationId, PartnerApplication, ApplicationEvent, ApplicationDocument>
        implements PartnerApplications, FindApplications {

    /** States in which an application is compared with others. */
    private static final List<String> STANDING =
            Stream.of(
                            ApplicationState.Name.SUBMITTED,
                            ApplicationState.Name.UNDER_REVIEW,
                            ApplicationState.Name.INFO_REQUESTED,
                            ApplicationState.Name.APPROVED)
                    .map(Enum::name)
                    .toList();

    private final ApplicationSettings settings;

    MongoPartnerApplications(AggregateStores stores, ApplicationSettings settings) {
        super(stores, "applications", ApplicationDocument.class);
        this.settings = settings;
        index("approvedVatId", true, "state.approvedVatKey");
        index("status", false, "state.status.name", "_id");
        index("expiry", false, "state.status.name", "state.status.until");
        index("reviewer", false, "state.status.reviewer", "_id");
        index("name", false, "state.nameKey", "_id");
        index("vatId", false, "state.vatKey");
        index("match", false, "state.matchKey");
        index("domains", false, "state.domains");
        index("mailbox", false, "state.mailbox", "state.status.at");
    }

    private void index(String name, boolean unique, String... fields) {
        collection()
                .createIndex(
                        Indexes.ascending(fields),
                        new IndexOptions().name(name).unique(unique).sparse(unique));
    }

    /** The one unique field that a change can run into is the VAT id of approved applications. */
    @Override
    public PartnerApplication change(
            ApplicationId id,
            Expected expected,
            Function<PartnerApplication, Decided<PartnerApplication, ApplicationEvent>> decision) {
        try {
            return super.change(id, expected, decision);
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) == ErrorCategory.DUPLICATE_KEY) {
                throw ApplicationRefusal.DUPLICATE_VAT.because();
            }
            throw e;
        }
    }

    @Override
    public Page<PartnerApplication> find(Filter filter, PageRequest page) {
        PageRequest.Order order =
                switch (Objects.requireNonNullElse(page.sort(), "-id")) {
                    case "id" -> PageRequest.Order.of("_id");
                    case "-id" -> PageRequest.Order.of("_id").reversed();
                    case "submittedAt" -> PageRequest.Order.ofInstant("state.submittedAt");
                    case "-submittedAt" ->
                            PageRequest.Order.ofInstant("state.submittedAt").reversed();
                    case "companyName" -> PageRequest.Order.of("state.nameKey");
                    case "-companyName" -> PageRequest.Order.of("state.nameKey").reversed();
                    default ->
                            throw WebRefusal.BAD_PARAMETER.because(
                                    "sort", "id, submittedAt, companyName");
                };
        List<Document> found =
                collection()
                        .find(page.restrict(toMongo(filter), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(found, document -> position(document, order)).map(this::read);
    }

    private static PageRequest.Position position(Document document, PageRequest.Order order) {
        String id = document.getString("_id");
        String value =
                switch (order.field()) {
                    case "state.submittedAt" ->
                            document.getEmbedded(List.of("state", "submittedAt"), Date.class)
                                    .toInstant()
                                    .toString();
                    case "state.nameKey" -> document.getEmbedded(List.of("state", "nameKey"), "");
                    default -> id;
                };
        return new PageRequest.Position(value, id);
    }

    private static Document toMongo(Filter filter) {
        List<Document> all = new ArrayList<>();
        all.add(new Document("state.submittedAt", new Document("$exists", true)));
        if (filter.state() != null) {
            all.add(state(filter.state(), Date.from(filter.now())));
        }
        if (filter.country() != null) {
            all.add(new Document("state.country", filter.country()));
        }
        if (filter.assignedTo() != null) {
            all.add(new Document("state.status.reviewer", filter.assignedTo()));
        }
        if (filter.visibleTo() != null) {
            all.add(
                    new Document(
                            "$or",
                            List.of(
                                    new Document("state.status.reviewer", filter.visibleTo()),
                                    new Document(
                                            "state.status.name",
                                            ApplicationState.Name.SUBMITTED.name()))));
        }
        if (filter.text() != null) {
            all.add(text(filter.text()));
        }
        return new Document("$and", all);
    }

    private static Document text(String text) {
        return text.contains("@")
                ? new Document("state.mailbox", text.strip().toLowerCase(Locale.ROOT))
                : new Document(
                        "state.nameKey",
                        new Document("$regex", "^" + Pattern.quote(PartnerId.folded(text))));
    }

    /** As it is to be seen now: what was not answered in time counts as expired. */
    private static Document state(ApplicationState.Name state, Date now) {
        var same = new Document("state.status.name", state.name());
        return switch (state) {
            case DRAFT, INFO_REQUESTED ->
                    same.append("state.status.until", new Document("$gt", now));
            case EXPIRED ->
                    new Document(
                            "$or", List.of(same, new Document("state.status.until", until(now))));
            case SUBMITTED, UNDER_REVIEW, APPROVED, REJECTED, WITHDRAWN -> same;
        };
    }

    private static Document until(Date now) {
        return new Document("$lte", now);
    }

    @Override
    public List<ApplicationId> dueForExpiry(Instant now, int limit) {
        return collection()
                .find(
                        new Document(
                                        "state.status.name",
                                        new Document(
                                                "$in",
                                                List.of(
                                                        ApplicationState.Name.DRAFT.name(),
                                                        ApplicationState.Name.INFO_REQUESTED
                                                                .name())))
                                .append("state.status.until", until(Date.from(now))))
                .sort(new Document("state.status.until", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new ApplicationId(document.getString("_id")))
                .toList();
    }

    @Override
    public List<PartnerApplication> like(Traits traits, Instant now, int limit) {
        List<Document> any = new ArrayList<>();
        any.add(new Document("state.matchKey", CompanyName.key(traits.companyName())));
        if (traits.vatId() != null) {
            any.add(new Document("state.vatKey", VatId.key(traits.country(), traits.vatId())));
        }
        if (!traits.domains().isEmpty()) {
            any.add(
                    new Document(
                            "state.domains", new Document("$in", List.copyOf(traits.domains()))));
        }
        return collection()
                .find(
                        new Document("_id", new Document("$ne", traits.except().value()))
                                .append("state.status.name", new Document("$in", STANDING))
                                .append("$or", any))
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .filter(other -> !(other.stateAt(now) instanceof ApplicationState.Expired))
                .toList();
    }

    @Override
    public long unverified(String mailbox, Instant after, Instant before) {
        return collection()
                .countDocuments(
                        new Document("state.mailbox", mailbox)
                                .append("state.submittedAt", new Document("$exists", false))
                                .append(
                                        "state.createdAt",
                                        new Document("$gt", Date.from(after))
                                                .append("$lt", Date.from(before))));
    }

    @Override
    public Optional<Instant> lastRejection(String mailbox, Instant after, Instant until) {
        @Nullable Document last =
                collection()
                        .find(
                                new Document("state.mailbox", mailbox)
                                        .append(
                                                "state.status.name",
                                                ApplicationState.Name.REJECTED.name())
                                        .append(
                                                "state.status.at",
                                                new Document("$gt", Date.from(after))
                                                        .append("$lte", Date.from(until))))
                        .sort(new Document("state.status.at", -1))
                        .first();
        return Optional.ofNullable(last)
                .map(document ->
                        document.getEmbedded(List.of("state", "status", "at"), Date.class)
                                .toInstant());
    }

    @Override
    protected String text(ApplicationId id) {
        return id.value();
    }

    @Override
    protected ApplicationId idOf(PartnerApplication application) {
        return application.id();
    }

    @Override
    protected ApplicationDocument toState(PartnerApplication application) {
        return ApplicationDocument.of(application, settings.ownDomains(application.details()));
    }

    @Override
    protected PartnerApplication toAggregate(String id, long version, ApplicationDocument state) {
        return state.toApplication(id, version);
    }

    @Override
    protected WireEvent toWire(PartnerApplication next, ApplicationEvent event) {
        return ApplicationWire.of(next, event);
    }

    @Override
    protected @Nullable String reasonOf(PartnerApplication next, ApplicationEvent event) {
        return next.state() instanceof ApplicationState.Rejected rejected
                ? rejected.reason().name()
                : null;
    }
}
