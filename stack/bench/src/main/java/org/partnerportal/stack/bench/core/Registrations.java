package org.partnerportal.stack.bench.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.PartnerStanding;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.deal.registration.domain.ProgrammeRules;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

/** Registrations by number, made by the aggregate's own actions. */
final class Registrations {

    static final PartnerId PARTNER = new PartnerId(Ids.derived("ptr", "bench"));

    private static final PartnerStanding GOOD = new PartnerStanding(true, true);
    private static final ProgrammeRules RULES =
            new ProgrammeRules(90, BusinessCalendar.weekdays(ZoneId.of("Europe/Budapest")), null);

    private Registrations() {}

    /** Ids that rise with the number, as those of real registrations do with time. */
    static DealId id(int number) {
        return new DealId("deal_01J" + String.format("%023d", number));
    }

    static DealDetails details(int number) {
        Money value = Money.of("9642.00", "USD");
        return new DealDetails(
                new EndCustomer(
                        "Customer " + number,
                        "DE",
                        "Ulm",
                        "customer-" + number + ".example",
                        "DE" + number),
                List.of(
                        new ProductLine("GTX Pro", BigDecimal.ONE, value),
                        new ProductLine("GTX Basic", BigDecimal.TWO, value)),
                value,
                null,
                "A registration of the usual size");
    }

    static Deal submitted(int number, Instant now) {
        return Deal.draft(id(number), PARTNER, details(number), List.of(), now)
                .next()
                .submit(new Actor("seller"), GOOD, RULES, now)
                .next();
    }

    static Deal approved(int number, Instant now) {
        return submitted(number, now).approve(new Actor("manager"), RULES, now).next();
    }

    /** A claim as it lies in the store when its registration is approved. */
    static Document claim(String key, int holder, Instant at) {
        return new Document("_id", key)
                .append("holder", id(holder).value())
                .append("partner", PARTNER.value())
                .append("holderVersion", 1L)
                .append("confirmed", true)
                .append("at", Date.from(at))
                .append("stamp", 1L);
    }
}
