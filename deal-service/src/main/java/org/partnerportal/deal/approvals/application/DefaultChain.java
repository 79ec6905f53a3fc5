package org.partnerportal.deal.approvals.application;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.partnerportal.deal.approvals.domain.ApprovalStep;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.ChainVersion;
import org.partnerportal.kernel.CommonRefusal;

/** What applies to registrations as long as nobody has saved a chain: one of two roles decides. */
final class DefaultChain {

    static final String CODE = "default";

    private static final ApprovalStep STEP =
            new ApprovalStep(
                    "decision",
                    Set.of(),
                    null,
                    Set.of("partner-manager", "channel-admin"),
                    Set.of(),
                    1,
                    null,
                    "channel-admin",
                    false);

    static final ChainVersion VERSION =
            new ChainVersion(0, Instant.EPOCH, true, List.of(STEP), Instant.EPOCH, "system");

    private DefaultChain() {}

    static void mustAsk(Approver approver) {
        if (STEP.roles().stream().noneMatch(approver.roles()::contains)) {
            throw CommonRefusal.FORBIDDEN.because();
        }
    }
}
