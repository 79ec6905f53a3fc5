package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Flaw;

/**
 * Who has to approve a kind of thing, in which order and from which amounts on. Saving it anew adds
 * a version; versions never change. Nobody outside is told of a chain, so nothing happens to it
 * that others could hear of.
 *
 * @param versions oldest first
 * @param version counts its changes; 0 before it is stored
 */
public record ApprovalChain(
        ChainCode code, String subjectType, List<ChainVersion> versions, long version) {

    public ApprovalChain {
        versions = List.copyOf(versions);
    }

    /** A new chain; refused with everything that is wrong with it. */
    public static Decided<ApprovalChain, Void> begin(
            ChainCode code, SubjectKind kind, ChainTerms terms, String by, Instant now) {
        return new ApprovalChain(code, kind.type(), List.of(), 0).amend(kind, terms, by, now);
    }

    /** The next version; refused with everything that is wrong with it. */
    public Decided<ApprovalChain, Void> amend(
            SubjectKind kind, ChainTerms terms, String by, Instant now) {
        var flaws = new ArrayList<Flaw>();
        if (!kind.type().equals(subjectType)) {
            flaws.add(Flaw.at("/subjectType", ChainFlaw.SUBJECT_FIXED, subjectType));
        }
        flaws.addAll(ChainCheck.of(terms, kind, now));
        if (!flaws.isEmpty()) {
            throw ApprovalRefusal.CHAIN_INVALID.because().naming(flaws);
        }
        var all = new ArrayList<>(versions);
        all.add(
                new ChainVersion(
                        versions.size() + 1,
                        terms.appliesFrom() == null ? now : terms.appliesFrom(),
                        terms.oneDecisionEach(),
                        terms.steps(),
                        now,
                        by));
        return new Decided<>(new ApprovalChain(code, subjectType, all, version), List.of());
    }

    public ChainVersion latest() {
        return versions.getLast();
    }

    /** The newest version that applies to what was submitted then. */
    public Optional<ChainVersion> inForce(Instant submitted) {
        return versions.reversed().stream()
                .filter(one -> !submitted.isBefore(one.appliesFrom()))
                .findFirst();
    }
}
