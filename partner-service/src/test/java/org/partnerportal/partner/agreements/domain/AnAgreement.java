package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;
import org.partnerportal.partner.partner.domain.PartnerId;

/** Agreements for tests, each reached by real actions. */
public final class AnAgreement {

    public static final Instant MORNING = Instant.parse("2026-09-01T06:00:00Z");
    public static final Instant NOON = Instant.parse("2026-09-01T10:00:00Z");
    public static final ZoneId ZONE = ZoneId.of("Europe/Budapest");

    /** The first day of those that begin later. */
    public static final Instant START = Instant.parse("2026-09-14T22:00:00Z");

    /** The first instant that is too late. */
    public static final Instant TOO_LATE = Instant.parse("2026-10-01T22:00:00Z");

    public static final AgreementId ID = new AgreementId(Ids.derived("agr", "one"));
    public static final PartnerId PARTNER = PartnerId.of("HU", "Tükörfúró Kft.", null);
    public static final String ADDRESS = "203.0.113.7";
    public static final StoredFile DOCUMENT = new StoredFile("d0".repeat(32), 1000);
    public static final StoredFile SEALED = new StoredFile("5e".repeat(32), 2000);

    private AnAgreement() {}

    static Agreement stored(Decided<Agreement, AgreementEvent> decided) {
        Agreement next = decided.next();
        return new Agreement(
                next.id(),
                next.partner(),
                next.terms(),
                next.sentBy(),
                next.sentAt(),
                next.state(),
                next.version() + 1);
    }

    public static Agreement sent(String language, StoredFile document) {
        return sent(language, document, MORNING);
    }

    private static Agreement sent(String language, StoredFile document, Instant startsAt) {
        return stored(
                Agreement.send(
                        ID,
                        PARTNER,
                        new Terms(
                                "partner-agreement",
                                "standard-partner-agreement",
                                1,
                                language,
                                "I accept.",
                                LocalDate.ofInstant(startsAt, ZONE),
                                startsAt,
                                new Deadline(TOO_LATE, ZONE),
                                document),
                        "sub-chief",
                        MORNING));
    }

    static Agreement sent() {
        return sent("en", DOCUMENT, MORNING);
    }

    static Agreement sentForLater() {
        return sent("en", DOCUMENT, START);
    }

    static Agreement accepted() {
        return stored(accept(sentForLater(), NOON));
    }

    static Agreement inForce() {
        return stored(accept(sent(), NOON));
    }

    public static List<Agreement> inEveryState() {
        return List.of(
                sent(),
                sentForLater(),
                accepted(),
                inForce(),
                stored(sent().decline("sub-anna", "Too long", NOON)),
                stored(sent().expire(TOO_LATE)),
                stored(sent().withdraw("sub-chief", NOON)));
    }

    static Decided<Agreement, AgreementEvent> accept(Agreement agreement, Instant now) {
        return agreement.accept(evidence("Anna Kiss", DOCUMENT.hash()), _ -> SEALED, now);
    }

    static Decided<Agreement, AgreementEvent> act(
            Agreement agreement, AgreementAction action, Instant now) {
        return switch (action) {
            case ACCEPT -> accept(agreement, now);
            case DECLINE -> agreement.decline("sub-anna", "Too long", now);
            case WITHDRAW -> agreement.withdraw("sub-chief", now);
            case EXPIRE -> agreement.expire(now);
            case START -> agreement.start(now);
        };
    }

    public static Evidence evidence(String fullName, String documentHash) {
        return new Evidence(
                "sub-anna",
                "anna",
                fullName,
                NOON,
                ADDRESS,
                null,
                "Firefox",
                "hu-HU",
                documentHash,
                "I accept.",
                "corr-1");
    }
}
