package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

/** Leads for tests, made by real actions only. */
public final class ALead {

    public static final PartnerId ALPHA = new PartnerId(Ids.derived("ptr", "Alpha"));
    public static final PartnerId BETA = new PartnerId(Ids.derived("ptr", "Beta"));
    public static final PartnerId GAMMA = new PartnerId(Ids.derived("ptr", "Gamma"));
    public static final Actor CAM = new Actor("cam");
    public static final Actor SELLER = new Actor("seller");
    public static final ProgrammeCode PROGRAMME = new ProgrammeCode("inbound-eu");
    public static final ZoneId BUDAPEST = ZoneId.of("Europe/Budapest");
    public static final LeadId ID = new LeadId(Ids.derived("lead", "1"));
    public static final DealId DEAL = new DealId(Ids.derived("deal", "1"));

    /** Thursday, 15:00 in Budapest. */
    public static final Instant START = Instant.parse("2026-10-22T13:00:00Z");

    public static final Instant ACCEPT_END = Instant.parse("2026-10-27T14:00:00Z");
    public static final Instant WARNING = Instant.parse("2026-11-05T23:00:00Z");
    public static final Instant LAPSE = Instant.parse("2026-11-10T23:00:00Z");

    /** Before and after each of the ends. */
    public static final List<Instant> TIMES =
            List.of(START, ACCEPT_END.minusMillis(1), ACCEPT_END, WARNING, LAPSE);

    private ALead() {}

    public static LeadDetails details() {
        return new LeadDetails(
                new Organisation(
                        "Fjord Hotels",
                        "Bryggen 12",
                        "HU",
                        "Budapest",
                        "Budapest",
                        "fjord-hotels.example",
                        "HU12345678"),
                new Contact("Kari Nordmann", "kari@fjord-hotels.example", "+36 1 555 0100"),
                "Hotels",
                List.of("GTX Pro"),
                Money.of("9642.00", "EUR"),
                "Check-in terminals");
    }

    public static Lead fresh() {
        return fresh(ID);
    }

    public static Lead fresh(LeadId id) {
        return Lead.ofVendor(id, PROGRAMME, details(), CAM, START).next();
    }

    public static Lead qualified() {
        return fresh().qualify(CAM, START).next();
    }

    public static Recipient recipient(PartnerId partner) {
        return recipient(partner, ACCEPT_END);
    }

    public static Recipient recipient(PartnerId partner, Instant acceptBy) {
        return new Recipient(partner, new Deadline(acceptBy, BUDAPEST));
    }

    public static Deadline warning() {
        return new Deadline(WARNING, BUDAPEST);
    }

    public static Deadline lapse() {
        return new Deadline(LAPSE, BUDAPEST);
    }

    public static Lead offered(PartnerId... partners) {
        return qualified()
                .offer(Arrays.stream(partners).map(ALead::recipient).toList(), START)
                .next();
    }

    public static Lead offered() {
        return offered(ALPHA);
    }

    public static Lead declined() {
        return offered().decline(ALPHA, DeclineReason.NO_CAPACITY, null, START).next();
    }

    public static Lead reclaimed() {
        return offered().expire(ACCEPT_END).next();
    }

    public static Lead unassignable() {
        return qualified().foundNobody(START).next();
    }

    public static Lead accepted() {
        return offered().accept(ALPHA, warning(), START).next();
    }

    public static Lead acceptedAndWarned() {
        return accepted().warn(lapse(), WARNING).next();
    }

    public static Lead working() {
        return accepted().update(ALPHA, SELLER, "Called", warning(), START).next();
    }

    public static Lead workingAndWarned() {
        return working().warn(lapse(), WARNING).next();
    }

    public static Lead converted() {
        return working().convert(ALPHA, DEAL, START).next();
    }

    public static Lead disqualified() {
        return working()
                .disqualify(ALPHA, SELLER, Disqualification.NO_NEED, "Has terminals", START)
                .next();
    }

    public static Lead submitted() {
        return Lead.submitted(ID, ALPHA, details(), SELLER, START).next();
    }

    public static Lead admitted() {
        return submitted().admit(CAM, START).next();
    }

    public static Lead rejected() {
        return submitted().reject(CAM, LeadRejection.NOT_QUALIFIED, "No project", START).next();
    }

    public static Lead duplicate() {
        return submitted()
                .markDuplicate(CAM, new LeadId(Ids.derived("lead", "other")), START)
                .next();
    }

    public static Lead ownWorking() {
        return admitted().update(ALPHA, SELLER, "Called", null, START).next();
    }

    /** At least one of each state. */
    public static List<Lead> inEveryState() {
        return List.of(
                fresh(),
                qualified(),
                offered(),
                declined(),
                reclaimed(),
                unassignable(),
                accepted(),
                acceptedAndWarned(),
                working(),
                workingAndWarned(),
                converted(),
                disqualified(),
                submitted(),
                admitted(),
                rejected(),
                duplicate(),
                ownWorking());
    }
}
