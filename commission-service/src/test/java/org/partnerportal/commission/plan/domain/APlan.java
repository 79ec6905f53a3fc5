package org.partnerportal.commission.plan.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.partnerportal.kernel.Money;

/** Plans for tests, made by real actions only. */
public final class APlan {

    public static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    public static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    public static final LocalDate BEGIN = LocalDate.parse("2017-01-01");

    private APlan() {}

    /** 5 % to 100,000 and 7 % above, by the calendar year. */
    public static RateTable accelerator() {
        return marginal("0", "5", "100000", "7");
    }

    public static RateTable marginal(String... fromAndPercent) {
        var tiers = new ArrayList<Tier>();
        for (int i = 0; i < fromAndPercent.length; i += 2) {
            tiers.add(
                    new Tier(
                            new BigDecimal(fromAndPercent[i]),
                            new BigDecimal(fromAndPercent[i + 1])));
        }
        return new RateTable(RateTable.Mode.MARGINAL, tiers);
    }

    public static RateTable flat(String percent) {
        return new RateTable(
                RateTable.Mode.FLAT, List.of(new Tier(BigDecimal.ZERO, new BigDecimal(percent))));
    }

    public static PlanTerms terms(RateTable rates, Trigger trigger, LocalDate from) {
        return new PlanTerms("Standard", Money.currency("USD"), from, trigger, rates);
    }

    public static PlanVersion draft() {
        return draft("standard", 1, terms(accelerator(), Trigger.INVOICED, BEGIN));
    }

    public static PlanVersion draft(String code, int number, PlanTerms terms) {
        return PlanVersion.draft(new PlanCode(code), number, terms, "author").next();
    }

    public static PlanVersion approved() {
        return draft().approve("approver", NOW).next();
    }

    public static PlanVersion inForce() {
        return approved().activate(TODAY, NOW).next();
    }

    public static PlanVersion inForce(String code, PlanTerms terms) {
        return draft(code, 1, terms).approve("approver", NOW).next().activate(TODAY, NOW).next();
    }

    /** The next version of the plan, in force from a later day. */
    public static PlanVersion successor(LocalDate from, RateTable rates) {
        return draft("standard", 2, terms(rates, Trigger.INVOICED, from))
                .approve("approver", NOW)
                .next()
                .activate(TODAY, NOW)
                .next();
    }

    public static PlanVersion superseded() {
        return inForce().supersede(LocalDate.parse("2027-01-01")).next();
    }

    public static List<PlanVersion> inEveryState() {
        return List.of(draft(), approved(), inForce(), superseded());
    }
}
