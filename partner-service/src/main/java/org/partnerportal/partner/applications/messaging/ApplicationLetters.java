package org.partnerportal.partner.applications.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.partner.applications.application.ApplicantTokens;
import org.partnerportal.partner.applications.application.ApplicationSettings;
import org.partnerportal.partner.applications.application.FindApplications;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.Message;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.mails.Letter;
import org.partnerportal.partner.mails.MailAuthor;
import org.partnerportal.partner.mails.MailOrder;
import org.partnerportal.partner.mails.MailTemplates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the mails to the applicant, in its language. */
@Component
class ApplicationLetters implements MailAuthor {

    static final String VERIFICATION = "application-verification";
    static final String INFORMATION_REQUESTED = "application-information-requested";
    static final String APPROVED = "application-approved";
    static final String REJECTED = "application-rejected";

    private final PartnerApplications applications;
    private final FindApplications find;
    private final ApplicantTokens tokens;
    private final ApplicationSettings settings;
    private final MailTemplates templates;
    private final MessageSource texts;
    private final Clock clock;

    ApplicationLetters(
            PartnerApplications applications,
            FindApplications find,
            ApplicantTokens tokens,
            ApplicationSettings settings,
            MailTemplates templates,
            MessageSource texts,
            Clock clock) {
        this.applications = applications;
        this.find = find;
        this.tokens = tokens;
        this.settings = settings;
        this.templates = templates;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(VERIFICATION, INFORMATION_REQUESTED, APPROVED, REJECTED);
    }

    @Override
    public Optional<Letter> write(MailOrder order) {
        PartnerApplication application = applications.get(new ApplicationId(order.about()));
        ApplicationState state = application.stateAt(clock.instant());
        return switch (order.kind()) {
            case VERIFICATION ->
                    state instanceof ApplicationState.Draft(var until) && !isFlooded(application)
                            ? Optional.of(verification(application, until))
                            : Optional.empty();
            case INFORMATION_REQUESTED ->
                    state instanceof ApplicationState.InfoRequested(_, _, var until)
                            ? Optional.of(question(application, order.number(), until))
                            : Optional.empty();
            case APPROVED -> Optional.of(letter(APPROVED, application, company(application)));
            case REJECTED ->
                    state instanceof ApplicationState.Rejected rejected
                            ? Optional.of(rejection(application, rejected))
                            : Optional.empty();
            default -> throw new IllegalArgumentException(order.kind());
        };
    }

    /** Somebody fills a stranger's mailbox through us; the rest of it stays unsent. */
    private boolean isFlooded(PartnerApplication application) {
        Instant created = application.createdAt();
        return find.unverified(
                        application.details().contact().mailbox(),
                        created.minus(Duration.ofDays(1)),
                        created)
                >= settings.maxMails();
    }

    /**
     * Nothing of what the applicant wrote is in it: the address may be a stranger's, who must not
     * be written to by somebody else through us.
     */
    private Letter verification(PartnerApplication application, Instant until) {
        return letter(
                VERIFICATION, application, Map.of("link", link(application), "until", day(until)));
    }

    private Letter question(PartnerApplication application, int number, Instant until) {
        Message question =
                Objects.requireNonNull(application.question(number), "the question of the mail");
        Map<String, String> values = new HashMap<>(company(application));
        values.put("question", question.text());
        values.put("link", link(application));
        values.put("until", day(until));
        return letter(INFORMATION_REQUESTED, application, values);
    }

    /** The comment is the vendor's own and stays here. */
    private Letter rejection(PartnerApplication application, ApplicationState.Rejected rejected) {
        Map<String, String> values = new HashMap<>(company(application));
        String code = "application.rejected." + rejected.reason().toldAs().name();
        values.put(
                "reason",
                texts.getMessage(
                        code, null, Locale.forLanguageTag(application.details().language().tag())));
        return letter(REJECTED, application, values);
    }

    private Letter letter(String kind, PartnerApplication application, Map<String, String> values) {
        return templates.fill(
                kind,
                application.details().language().tag(),
                application.details().contact().email(),
                values);
    }

    private static Map<String, String> company(PartnerApplication application) {
        return Map.of("company", application.details().companyName());
    }

    /** The token is made here and nowhere kept. */
    private String link(PartnerApplication application) {
        String token =
                tokens.token(
                        application.id(),
                        application.nonce(),
                        ApplicantTokens.Purpose.VERIFICATION);
        return settings.verificationUrl()
                .replace("{id}", application.id().value())
                .replace("{token}", token);
    }

    /** The last whole day that is in time. */
    private static String day(Instant until) {
        return LocalDate.ofInstant(until, ZoneOffset.UTC).minusDays(1).toString();
    }
}
