package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Asks more people about approvals that are late; who decides has been treated so since that
 * instant.
 */
@Service
public class EscalateApprovals {

    private static final Logger log = LoggerFactory.getLogger(EscalateApprovals.class);

    private final FindApprovals find;
    private final ApprovalProcesses processes;
    private final ApprovalSettings settings;
    private final Clock clock;

    EscalateApprovals(
            FindApprovals find,
            ApprovalProcesses processes,
            ApprovalSettings settings,
            Clock clock) {
        this.find = find;
        this.processes = processes;
        this.settings = settings;
        this.clock = clock;
    }

    /** The command itself looks again, so running twice does no harm. */
    @Scheduled(
            fixedDelayString = "${portal.deals.approvals.escalation-every:60s}",
            initialDelayString = "${portal.deals.approvals.escalation-every:60s}")
    @SchedulerLock(name = "escalate-approvals", lockAtMostFor = "5m")
    public void run() {
        for (ProcessId due : find.dueForEscalation(clock.instant(), settings.escalationBatch())) {
            try {
                processes.change(due, Expected.any(), process -> process.escalate(clock.instant()));
            } catch (Refused refused) {
                log.info("{} is not escalated after all: {}", due, refused.refusal().code());
            }
        }
    }
}
