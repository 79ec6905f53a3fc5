package org.partnerportal.deal.approvals.application;

import java.util.Optional;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.kernel.CommonRefusal;
import org.springframework.stereotype.Service;

/** Shows how far the approval of a registration is, or who would be asked. */
@Service
public class ShowApproval {

    private final DealProcesses dealProcesses;
    private final FindApprovals find;

    ShowApproval(DealProcesses dealProcesses, FindApprovals find) {
        this.dealProcesses = dealProcesses;
        this.find = find;
    }

    /**
     * @param preview it has not begun: who would be asked, or is where no chain applies
     */
    public record Shown(ApprovalProcess process, boolean preview) {}

    public Shown handle(Deal deal) {
        Optional<ApprovalProcess> stored =
                dealProcesses
                        .current(deal)
                        .or(() ->
                                find.latestOf(DealSubject.KIND.type(), deal.id().value())
                                        .filter(_ -> !isUndecided(deal)));
        if (stored.isPresent()) {
            return new Shown(stored.get(), false);
        }
        if (!isUndecided(deal)) {
            throw CommonRefusal.NOT_FOUND.because(deal.id());
        }
        return new Shown(dealProcesses.expected(deal), true);
    }

    private static boolean isUndecided(Deal deal) {
        return switch (deal.state()) {
            case DealState.Draft _, DealState.Returned _, DealState.Submitted _ -> true;
            case DealState.Approved _,
                    DealState.Rejected _,
                    DealState.Withdrawn _,
                    DealState.Expired _,
                    DealState.Revoked _,
                    DealState.Historic _,
                    DealState.Won _,
                    DealState.Lost _,
                    DealState.Removed _ ->
                    false;
        };
    }
}
