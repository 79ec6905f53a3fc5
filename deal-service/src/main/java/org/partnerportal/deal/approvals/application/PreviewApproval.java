package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalSubject;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.ChainCode;
import org.partnerportal.deal.approvals.domain.ChainVersion;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Money;
import org.springframework.stereotype.Service;

/** Shows who would be asked, before anything is submitted; nothing is kept. */
@Service
public class PreviewApproval {

    private final ApprovalChains chains;
    private final Programme programme;
    private final Clock clock;

    PreviewApproval(ApprovalChains chains, Programme programme, Clock clock) {
        this.chains = chains;
        this.programme = programme;
        this.clock = clock;
    }

    /** As if it were submitted now. */
    public ApprovalProcess handle(ChainCode code, @Nullable Money amount, @Nullable String by) {
        ApprovalChain chain = chains.get(code);
        ChainVersion inForce =
                chain.inForce(clock.instant())
                        .orElseThrow(() -> CommonRefusal.NOT_FOUND.because(code));
        var subject =
                new ApprovalSubject(
                        chain.subjectType(),
                        "preview",
                        null,
                        "preview",
                        "preview",
                        amount,
                        0,
                        by == null ? List.of() : List.of(new Approver(by, Set.of())));
        return ApprovalProcess.start(
                        subject,
                        chain.code().value(),
                        inForce,
                        programme.rules().calendar(),
                        clock.instant())
                .next();
    }
}
