package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import java.util.List;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ApprovalRefusal;
import org.partnerportal.deal.approvals.domain.ChainCode;
import org.partnerportal.deal.approvals.domain.ChainFlaw;
import org.partnerportal.deal.approvals.domain.ChainTerms;
import org.partnerportal.deal.approvals.domain.SubjectKind;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Flaw;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Saves a chain's next version; version 0 is what is there before the first. */
@Service
public class SaveChain {

    private static final List<SubjectKind> KINDS = List.of(DealSubject.KIND);

    private final ApprovalChains chains;
    private final Clock clock;

    SaveChain(ApprovalChains chains, Clock clock) {
        this.chains = chains;
        this.clock = clock;
    }

    public ApprovalChain handle(Command command) {
        SubjectKind kind = kind(command.subjectType());
        if (chains.find(command.code()).isEmpty()) {
            return begin(command, kind);
        }
        return chains.change(
                command.code(),
                command.expected(),
                chain -> chain.amend(kind, command.terms(), command.by(), clock.instant()));
    }

    private ApprovalChain begin(Command command, SubjectKind kind) {
        if (command.expected() instanceof Expected.Version(long value) && value != 0) {
            throw CommonRefusal.NOT_FOUND.because(command.code());
        }
        try {
            return chains.add(
                    ApprovalChain.begin(
                            command.code(), kind, command.terms(), command.by(), clock.instant()));
        } catch (DuplicateKeyException e) {
            // Either the chain came into being meanwhile, or its kind of subject has another.
            chains.find(command.code())
                    .ifPresent(there -> command.expected().check(there.version()));
            throw ApprovalRefusal.SUBJECT_TAKEN.because(kind.type());
        }
    }

    private static SubjectKind kind(String type) {
        return KINDS.stream()
                .filter(kind -> kind.type().equals(type))
                .findFirst()
                .orElseThrow(() ->
                        ApprovalRefusal.CHAIN_INVALID
                                .because()
                                .naming(
                                        List.of(
                                                Flaw.at(
                                                        "/subjectType",
                                                        ChainFlaw.SUBJECT_UNKNOWN,
                                                        type))));
    }

    public record Command(
            ChainCode code, Expected expected, String subjectType, ChainTerms terms, String by) {}
}
