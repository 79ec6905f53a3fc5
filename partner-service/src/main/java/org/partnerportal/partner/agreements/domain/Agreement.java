package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.partnerportal.kernel.Decided;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementAccepted;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementDeclined;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementExpired;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementInForce;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementSent;
import org.partnerportal.partner.agreements.domain.AgreementEvent.AgreementWithdrawn;
import org.partnerportal.partner.agreements.domain.AgreementState.Accepted;
import org.partnerportal.partner.agreements.domain.AgreementState.Declined;
import org.partnerportal.partner.agreements.domain.AgreementState.InForce;
import org.partnerportal.partner.agreements.domain.AgreementState.Sent;
import org.partnerportal.partner.agreements.domain.AgreementState.SignatureExpired;
import org.partnerportal.partner.agreements.domain.AgreementState.Withdrawn;
import org.partnerportal.partner.partner.domain.PartnerId;

/**
 * A contract that the vendor offers to a partner and the partner accepts or declines.
 *
 * @param sentBy subject of the vendor's person
 * @param version counts its changes; 0 before it is stored
 */
public record Agreement(
        AgreementId id,
        PartnerId partner,
        Terms terms,
        String sentBy,
        Instant sentAt,
        AgreementState state,
        long version) {

    public static Decided<Agreement, AgreementEvent> send(
            AgreementId id, PartnerId partner, Terms terms, String by, Instant now) {
        return Decided.of(
                new Agreement(id, partner, terms, by, now, new Sent(), 0), new AgreementSent(now));
    }

    /**
     * The partner accepts what it read.
     *
     * @param seal makes the sealed file; asked only when the acceptance is possible
     */
    public Decided<Agreement, AgreementEvent> accept(
            Evidence evidence, Function<Evidence, StoredFile> seal, Instant now) {
        return switch (stateAt(now)) {
            case Sent _ -> {
                if (!terms.document().hash().equals(evidence.documentHash())) {
                    throw AgreementRefusal.DOCUMENT_CHANGED.because();
                }
                var acceptance = new Acceptance(evidence, seal.apply(evidence));
                yield now.isBefore(terms.startsAt())
                        ? Decided.of(in(new Accepted(acceptance)), new AgreementAccepted(now))
                        : Decided.<Agreement, AgreementEvent>of(
                                        in(new InForce(acceptance, now)),
                                        new AgreementAccepted(now))
                                .and(new AgreementInForce(now));
            }
            case Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    public Decided<Agreement, AgreementEvent> decline(String by, String reason, Instant now) {
        return switch (stateAt(now)) {
            case Sent _ ->
                    Decided.of(in(new Declined(by, now, reason)), new AgreementDeclined(now));
            case Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    /** The vendor takes the offer back. */
    public Decided<Agreement, AgreementEvent> withdraw(String by, Instant now) {
        return switch (stateAt(now)) {
            case Sent _ -> Decided.of(in(new Withdrawn(by, now)), new AgreementWithdrawn(now));
            case Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    /** Says that nobody decided in time; readers have seen it so since that instant. */
    public Decided<Agreement, AgreementEvent> expire(Instant now) {
        return switch (state) {
            case Sent _ when terms.acceptUntil().passedAt(now) ->
                    Decided.of(
                            in(new SignatureExpired(terms.acceptUntil().until())),
                            new AgreementExpired(terms.acceptUntil().until()));
            case Sent _ -> throw AgreementRefusal.STILL_OPEN.because(terms.acceptUntil().until());
            case Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    /** Says that the first day has come; readers have seen it so since that instant. */
    public Decided<Agreement, AgreementEvent> start(Instant now) {
        return switch (state) {
            case Accepted(var acceptance) when !now.isBefore(terms.startsAt()) ->
                    Decided.of(
                            in(new InForce(acceptance, terms.startsAt())),
                            new AgreementInForce(terms.startsAt()));
            case Accepted _ -> throw AgreementRefusal.STARTS_LATER.because(terms.startsOn());
            case Sent _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    throw illegal(now);
        };
    }

    /** As it is to be seen at this instant, whether or not a timer has come by. */
    public AgreementState stateAt(Instant now) {
        return switch (state) {
            case Sent _ when terms.acceptUntil().passedAt(now) ->
                    new SignatureExpired(terms.acceptUntil().until());
            case Accepted(var acceptance) when !now.isBefore(terms.startsAt()) ->
                    new InForce(acceptance, terms.startsAt());
            case Sent _, Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    state;
        };
    }

    /** What may be done next; the API shows it. */
    public Set<AgreementAction> allowed(Instant now) {
        return switch (state) {
            case Sent _ when terms.acceptUntil().passedAt(now) ->
                    EnumSet.of(AgreementAction.EXPIRE);
            case Sent _ ->
                    EnumSet.of(
                            AgreementAction.ACCEPT,
                            AgreementAction.DECLINE,
                            AgreementAction.WITHDRAW);
            case Accepted _ when !now.isBefore(terms.startsAt()) ->
                    EnumSet.of(AgreementAction.START);
            case Accepted _, InForce _, Declined _, SignatureExpired _, Withdrawn _ ->
                    EnumSet.noneOf(AgreementAction.class);
        };
    }

    /** Unique over all agreements while it is open or in force, and not there afterwards. */
    public Optional<String> openKey() {
        return switch (state) {
            case Sent _, Accepted _, InForce _ -> Optional.of(openKey(partner, terms.kind()));
            case Declined _, SignatureExpired _, Withdrawn _ -> Optional.empty();
        };
    }

    public static String openKey(PartnerId partner, String kind) {
        return partner.value() + "/" + kind;
    }

    private RuntimeException illegal(Instant now) {
        return AgreementRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }

    private Agreement in(AgreementState next) {
        return new Agreement(id, partner, terms, sentBy, sentAt, next, version);
    }
}
