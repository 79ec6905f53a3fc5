package org.partnerportal.partner.applications.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.partnerportal.kernel.Decided;
import org.partnerportal.partner.partner.domain.PartnerId;

/** Applications in every state, made through real actions alone. */
public final class AnApplication {

    public static final Instant MORNING = Instant.parse("2026-09-01T08:00:00Z");
    public static final ApplicationRules RULES =
            new ApplicationRules(
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofDays(30),
                    Duration.ofSeconds(60),
                    5);
    public static final ApplicationId ID = new ApplicationId("app_01K7ZQ8M3V5T9R2X4B6N8C0D1F");
    public static final PartnerId PARTNER = PartnerId.of("DE", "Musterhaus GmbH", "DE123456789");
    static final PartnerApplication.Terms TERMS =
            new PartnerApplication.Terms("chief", PARTNER, "Central", "melvin.marxen");
    static final Instant DRAFT_END = MORNING.plus(RULES.verifyWithin());
    static final Instant QUESTION_END = MORNING.plus(RULES.answerWithin());

    private AnApplication() {}

    public static ApplicationDetails details() {
        return new ApplicationDetails(
                "Musterhaus GmbH",
                "DE",
                "DE123456789",
                "https://www.musterhaus.example",
                new ApplicationDetails.Contact("Erika Muster", "Erika@musterhaus.example"),
                PartnerType.RESELLER,
                "Bayern",
                "We sell houses.",
                Language.DE);
    }

    static PartnerApplication stored(Decided<PartnerApplication, ApplicationEvent> decided) {
        PartnerApplication next = decided.next();
        return new PartnerApplication(
                next.id(),
                next.details(),
                next.consent(),
                next.nonce(),
                next.state(),
                next.messages(),
                next.mails(),
                next.createdAt(),
                next.submittedAt(),
                next.version() + 1);
    }

    public static PartnerApplication draft() {
        return stored(PartnerApplication.draft(ID, details(), "2026-01", "nonce", RULES, MORNING));
    }

    public static PartnerApplication submitted() {
        return stored(draft().verify(MORNING));
    }

    public static PartnerApplication underReview() {
        return stored(submitted().review("cam", MORNING));
    }

    public static PartnerApplication infoRequested() {
        return stored(underReview().requestInformation("How many houses?", RULES, MORNING));
    }

    public static PartnerApplication approved() {
        return stored(underReview().approve(TERMS, List.of(), Set.of(), MORNING));
    }

    public static PartnerApplication rejected() {
        return stored(
                underReview()
                        .reject("chief", RejectionReason.DUPLICATE, "Same as Haus KG", MORNING));
    }

    public static PartnerApplication withdrawn() {
        return stored(submitted().withdraw(MORNING));
    }

    public static PartnerApplication expired() {
        return stored(infoRequested().expire(QUESTION_END));
    }

    public static List<PartnerApplication> inEveryState() {
        return List.of(
                draft(),
                submitted(),
                underReview(),
                infoRequested(),
                approved(),
                rejected(),
                withdrawn(),
                expired());
    }

    static Decided<PartnerApplication, ApplicationEvent> act(
            PartnerApplication application, ApplicationAction action, Instant now) {
        return switch (action) {
            case VERIFY -> application.verify(now);
            case ANSWER -> application.answer("Twelve", now);
            case WITHDRAW -> application.withdraw(now);
            case REVIEW -> application.review("dora", now);
            case REQUEST_INFORMATION -> application.requestInformation("Why?", RULES, now);
            case APPROVE -> application.approve(TERMS, List.of(), Set.of(), now);
            case REJECT -> application.reject("chief", RejectionReason.OTHER, "No", now);
            case EXPIRE -> application.expire(now);
        };
    }
}
