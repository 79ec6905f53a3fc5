package org.partnerportal.deal.registration.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

/** Registrations for tests, made by real actions only. */
public final class ADeal {

    public static final PartnerId PARTNER = new PartnerId(Ids.derived("ptr", "Alpha"));
    public static final PartnerId RIVAL = new PartnerId(Ids.derived("ptr", "Beta"));
    public static final Actor SELLER = new Actor("seller");
    public static final Actor MANAGER = new Actor("manager");
    public static final Instant MORNING = Instant.parse("2026-09-01T08:00:00Z");
    public static final ProgrammeRules RULES =
            new ProgrammeRules(90, BusinessCalendar.weekdays(ZoneId.of("Europe/Budapest")), null);
    public static final PartnerStanding GOOD = new PartnerStanding(true, true);
    public static final Instant PROTECTION_END = Instant.parse("2026-11-30T23:00:00Z");
    public static final Money VALUE = Money.of("9642.00", "USD");

    public static final ActivityId CALL = new ActivityId(Ids.derived("act", "call"));

    private ADeal() {}

    public static DealDetails details() {
        return details("Müller Maschinenbau GmbH", "GTX Pro");
    }

    public static DealDetails details(@Nullable Money estimate, @Nullable LocalDate close) {
        DealDetails usual = details();
        return new DealDetails(usual.customer(), usual.products(), estimate, close, null);
    }

    /** A tender that is published on that day. */
    public static DealDetails tender(LocalDate publishedOn) {
        DealDetails usual = details();
        return new DealDetails(
                usual.customer(),
                usual.products(),
                usual.estimate(),
                null,
                null,
                DealType.TENDER,
                publishedOn);
    }

    public static DealDetails details(String customer, String product) {
        return new DealDetails(
                new EndCustomer(customer, "DE", "Ulm", null, null),
                List.of(new ProductLine(product, BigDecimal.ONE, VALUE)),
                VALUE,
                null,
                null);
    }

    public static Deal draft() {
        return draft(details());
    }

    public static Deal draft(DealDetails details) {
        return Deal.draft(
                        new DealId(Ids.derived("deal", "1")), PARTNER, details, List.of(), MORNING)
                .next();
    }

    public static Deal submitted() {
        return draft().submit(SELLER, GOOD, RULES, MORNING).next();
    }

    public static Deal returned() {
        return submitted()
                .giveBack(MANAGER, List.of("/customer/name"), "Which site?", MORNING)
                .next();
    }

    public static Deal approved() {
        return submitted().approve(MANAGER, RULES, MORNING).next();
    }

    /** Approved, with a call logged at that time. */
    public static Deal active(Instant at) {
        return approved().heard(CALL, at, at).next();
    }

    public static Deal extensionRequested() {
        return active(MORNING).requestExtension(SELLER, "Budget", RULES, MORNING).next();
    }

    /** Twice the size that was approved. */
    public static Deal reopened() {
        return approved()
                .edit(details(VALUE.plus(VALUE), null), SELLER, Side.PARTNER, RULES, MORNING)
                .next();
    }

    public static Deal reopenedAndReturned() {
        return reopened().giveBack(MANAGER, List.of("/estimate"), "Why?", MORNING).next();
    }

    public static Deal rejected() {
        return submitted()
                .reject(MANAGER, RejectionReason.NOT_QUALIFIED, "No project", MORNING)
                .next();
    }

    public static Deal withdrawn() {
        return submitted().withdraw(MORNING).next();
    }

    public static Deal expired() {
        return approved().expire(PROTECTION_END).next();
    }

    public static Deal revoked() {
        return approved().revoke(MANAGER, "No activity", MORNING).next();
    }

    public static Deal historic() {
        return Deal.historic(
                        new DealId(Ids.derived("deal", "old")),
                        PARTNER,
                        details(),
                        ExternalReference.opportunity("1C1I7A6R"),
                        Instant.parse("2016-10-20T00:00:00Z"),
                        "job_1")
                .next();
    }

    public static Deal won() {
        return approved().win(MORNING, VALUE, "SO-4711", MORNING).next();
    }

    public static Deal lost() {
        return approved().lose(MORNING, LossReason.PRICE, null, MORNING).next();
    }

    public static Deal removed() {
        return historic().remove(MORNING).next();
    }

    /** One of each state, and those of which a state has more than one kind. */
    public static List<Deal> inEveryState() {
        return List.of(
                draft(),
                submitted(),
                returned(),
                approved(),
                extensionRequested(),
                reopened(),
                reopenedAndReturned(),
                rejected(),
                withdrawn(),
                expired(),
                revoked(),
                historic(),
                won(),
                lost(),
                removed());
    }
}
