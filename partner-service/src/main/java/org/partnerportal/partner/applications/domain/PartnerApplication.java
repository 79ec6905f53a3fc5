package org.partnerportal.partner.applications.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationApproved;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationExpired;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationRejected;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationSubmitted;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationWithdrawn;
import org.partnerportal.partner.applications.domain.ApplicationEvent.InformationRequested;
import org.partnerportal.partner.applications.domain.ApplicationEvent.VerificationRequested;
import org.partnerportal.partner.applications.domain.ApplicationState.Approved;
import org.partnerportal.partner.applications.domain.ApplicationState.Draft;
import org.partnerportal.partner.applications.domain.ApplicationState.Expired;
import org.partnerportal.partner.applications.domain.ApplicationState.InfoRequested;
import org.partnerportal.partner.applications.domain.ApplicationState.Rejected;
import org.partnerportal.partner.applications.domain.ApplicationState.Submitted;
import org.partnerportal.partner.applications.domain.ApplicationState.UnderReview;
import org.partnerportal.partner.applications.domain.ApplicationState.Withdrawn;
import org.partnerportal.partner.partner.domain.PartnerId;

/**
 * A company asks to become a partner.
 *
 * @param nonce makes the tokens of this application unlike those of any other; useless without the
 *     service's secret
 * @param messages questions and answers, oldest first
 * @param submittedAt when the e-mail address was verified; none while it is not
 * @param version counts its changes; 0 before it is stored
 */
public record PartnerApplication(
        ApplicationId id,
        ApplicationDetails details,
        Consent consent,
        String nonce,
        ApplicationState state,
        List<Message> messages,
        VerificationMails mails,
        Instant createdAt,
        @Nullable Instant submittedAt,
        long version) {

    public PartnerApplication {
        messages = List.copyOf(messages);
    }

    /**
     * Written down by anybody; the mail that follows proves that the address is the applicant's.
     */
    public static Decided<PartnerApplication, ApplicationEvent> draft(
            ApplicationId id,
            ApplicationDetails details,
            String consentVersion,
            String nonce,
            ApplicationRules rules,
            Instant now) {
        return Decided.of(
                new PartnerApplication(
                        id,
                        details,
                        new Consent(consentVersion, now),
                        nonce,
                        new Draft(now.plus(rules.verifyWithin())),
                        List.of(),
                        new VerificationMails(1, now),
                        now,
                        null,
                        0),
                new VerificationRequested(now, 1));
    }

    /** The link of the mail was followed; following it again changes nothing. */
    public Decided<PartnerApplication, ApplicationEvent> verify(Instant now) {
        if (submittedAt != null) {
            return unchanged();
        }
        return switch (stateAt(now)) {
            case Draft _ ->
                    Decided.of(
                            new PartnerApplication(
                                    id,
                                    details,
                                    consent,
                                    nonce,
                                    new Submitted(now),
                                    messages,
                                    mails,
                                    createdAt,
                                    now,
                                    version),
                            new ApplicationSubmitted(now));
            case Expired _ -> throw ApplicationRefusal.LINK_EXPIRED.because();
            case Submitted _, UnderReview _, InfoRequested _, Approved _, Rejected _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    /** Another mail with the link, if it is due; asking too often changes nothing. */
    public Decided<PartnerApplication, ApplicationEvent> mailAgain(
            ApplicationRules rules, Instant now) {
        if (!(stateAt(now) instanceof Draft)
                || mails.count() >= rules.maxMails()
                || now.isBefore(mails.last().plus(rules.mailPause()))) {
            return unchanged();
        }
        int number = mails.count() + 1;
        return Decided.of(
                new PartnerApplication(
                        id,
                        details,
                        consent,
                        nonce,
                        state,
                        messages,
                        new VerificationMails(number, now),
                        createdAt,
                        submittedAt,
                        version),
                new VerificationRequested(now, number));
    }

    /** Somebody looks into it from now on; also hands it over to somebody else. */
    public Decided<PartnerApplication, ApplicationEvent> review(String reviewer, Instant now) {
        return switch (stateAt(now)) {
            case Submitted _ -> new Decided<>(in(new UnderReview(now, reviewer)), List.of());
            case UnderReview(var since, var before) ->
                    before.equals(reviewer)
                            ? unchanged()
                            : new Decided<>(in(new UnderReview(since, reviewer)), List.of());
            case Draft _, InfoRequested _, Approved _, Rejected _, Withdrawn _, Expired _ ->
                    throw illegal(now);
        };
    }

    public Decided<PartnerApplication, ApplicationEvent> requestInformation(
            String question, ApplicationRules rules, Instant now) {
        UnderReview review = underReview(now);
        var asked = new Message(Message.Side.VENDOR, now, question);
        int number = (int) messages.stream().filter(PartnerApplication::isQuestion).count() + 1;
        return Decided.of(
                saying(
                        asked,
                        new InfoRequested(now, review.reviewer(), now.plus(rules.answerWithin()))),
                new InformationRequested(now, number));
    }

    public Decided<PartnerApplication, ApplicationEvent> answer(String text, Instant now) {
        if (stateAt(now) instanceof InfoRequested(_, var reviewer, _)) {
            return new Decided<>(
                    saying(
                            new Message(Message.Side.APPLICANT, now, text),
                            new UnderReview(now, reviewer)),
                    List.of());
        }
        throw illegal(now);
    }

    /**
     * Accepts the company as a partner.
     *
     * @param found what may be the same company, as of now
     * @param acknowledged ids of those that the approver knows of and holds to be others
     */
    public Decided<PartnerApplication, ApplicationEvent> approve(
            Terms terms, List<Duplicate> found, Set<String> acknowledged, Instant now) {
        underReview(now);
        if (found.stream().anyMatch(Duplicate::blocks)) {
            throw ApplicationRefusal.DUPLICATE_VAT.because();
        }
        List<String> unknown =
                found.stream()
                        .map(Duplicate::reference)
                        .filter(reference -> !acknowledged.contains(reference))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            throw ApplicationRefusal.DUPLICATES_NOT_ACKNOWLEDGED.because(
                    String.join(", ", unknown));
        }
        return Decided.of(
                in(
                        new Approved(
                                now,
                                terms.by(),
                                terms.partner(),
                                terms.region(),
                                terms.channelManager())),
                new ApplicationApproved(now));
    }

    /**
     * As what it is accepted.
     *
     * @param by user name of who decides
     */
    public record Terms(String by, PartnerId partner, String region, String channelManager) {}

    public Decided<PartnerApplication, ApplicationEvent> reject(
            String by, RejectionReason reason, String comment, Instant now) {
        underReview(now);
        return Decided.of(in(new Rejected(now, by, reason, comment)), new ApplicationRejected(now));
    }

    public Decided<PartnerApplication, ApplicationEvent> withdraw(Instant now) {
        return switch (stateAt(now)) {
            case Draft _, Submitted _, UnderReview _, InfoRequested _ ->
                    Decided.of(in(new Withdrawn(now)), new ApplicationWithdrawn(now));
            case Approved _, Rejected _, Withdrawn _, Expired _ -> throw illegal(now);
        };
    }

    /** Says that it has lapsed; readers have treated it so since that instant. */
    public Decided<PartnerApplication, ApplicationEvent> expire(Instant now) {
        if (stateAt(now) instanceof Expired lapsed && !(state instanceof Expired)) {
            return Decided.of(in(lapsed), new ApplicationExpired(lapsed.at()));
        }
        throw illegal(now);
    }

    /** The state as it is to be seen: what lapsed has expired, whether or not a timer came by. */
    public ApplicationState stateAt(Instant now) {
        Instant until =
                switch (state) {
                    case Draft draft -> draft.until();
                    case InfoRequested asked -> asked.until();
                    case Submitted _,
                            UnderReview _,
                            Approved _,
                            Rejected _,
                            Withdrawn _,
                            Expired _ ->
                            null;
                };
        return until == null || now.isBefore(until) ? state : new Expired(until);
    }

    /** Whether the vendor still has to decide. */
    public boolean isOpen(Instant now) {
        return switch (stateAt(now)) {
            case Submitted _, UnderReview _, InfoRequested _ -> true;
            case Draft _, Approved _, Rejected _, Withdrawn _, Expired _ -> false;
        };
    }

    /** What may be done next; the API shows it, so no client has to know the state machine. */
    public Set<ApplicationAction> allowed(Instant now) {
        return switch (stateAt(now)) {
            case Draft _ -> EnumSet.of(ApplicationAction.VERIFY, ApplicationAction.WITHDRAW);
            case Submitted _ -> EnumSet.of(ApplicationAction.REVIEW, ApplicationAction.WITHDRAW);
            case UnderReview _ ->
                    EnumSet.of(
                            ApplicationAction.REVIEW,
                            ApplicationAction.REQUEST_INFORMATION,
                            ApplicationAction.APPROVE,
                            ApplicationAction.REJECT,
                            ApplicationAction.WITHDRAW);
            case InfoRequested _ ->
                    EnumSet.of(ApplicationAction.ANSWER, ApplicationAction.WITHDRAW);
            case Expired _ when !(state instanceof Expired) -> EnumSet.of(ApplicationAction.EXPIRE);
            case Expired _, Approved _, Rejected _, Withdrawn _ ->
                    EnumSet.noneOf(ApplicationAction.class);
        };
    }

    /** Who looks into it; none before and after that. */
    public @Nullable String reviewer() {
        return switch (state) {
            case UnderReview review -> review.reviewer();
            case InfoRequested asked -> asked.reviewer();
            case Draft _, Submitted _, Approved _, Rejected _, Withdrawn _, Expired _ -> null;
        };
    }

    /** The question with this number, from 1. */
    public @Nullable Message question(int number) {
        return messages.stream()
                .filter(PartnerApplication::isQuestion)
                .skip(number - 1L)
                .findFirst()
                .orElse(null);
    }

    private static boolean isQuestion(Message message) {
        return message.from() == Message.Side.VENDOR;
    }

    private UnderReview underReview(Instant now) {
        if (stateAt(now) instanceof UnderReview review) {
            return review;
        }
        throw illegal(now);
    }

    private RuntimeException illegal(Instant now) {
        return ApplicationRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }

    private Decided<PartnerApplication, ApplicationEvent> unchanged() {
        return new Decided<>(this, List.of());
    }

    private PartnerApplication in(ApplicationState next) {
        return with(messages, next);
    }

    private PartnerApplication saying(Message message, ApplicationState next) {
        var all = new ArrayList<>(messages);
        all.add(message);
        return with(all, next);
    }

    private PartnerApplication with(List<Message> all, ApplicationState next) {
        return new PartnerApplication(
                id, details, consent, nonce, next, all, mails, createdAt, submittedAt, version);
    }
}
