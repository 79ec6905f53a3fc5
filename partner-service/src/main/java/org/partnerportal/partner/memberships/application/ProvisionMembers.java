package org.partnerportal.partner.memberships.application;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.memberships.domain.Account;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.Memberships;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Brings the accounts in the identity provider to what the memberships want. What is wanted lies in
 * the memberships' own documents, so an outage or a crash delays it and loses nothing.
 */
@Service
public class ProvisionMembers {

    private static final Logger log = LoggerFactory.getLogger(ProvisionMembers.class);
    private static final int BATCH = 100;

    private final FindMemberships find;
    private final Memberships memberships;
    private final IdentityProvisioning identity;
    private final Clock clock;

    ProvisionMembers(
            FindMemberships find,
            Memberships memberships,
            IdentityProvisioning identity,
            Clock clock) {
        this.find = find;
        this.memberships = memberships;
        this.identity = identity;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${portal.provisioning.every:2s}",
            initialDelayString = "${portal.provisioning.every:2s}")
    @SchedulerLock(name = "provision-members", lockAtMostFor = "5m")
    public void run() {
        for (MembershipId id : find.dueForProvisioning(clock.instant(), BATCH)) {
            try {
                provision(memberships.get(id));
            } catch (Refused refused) {
                log.info("{} changes meanwhile; later: {}", id, refused.refusal().code());
            }
        }
    }

    private void provision(Membership membership) {
        Account account = membership.account();
        MembershipId id = membership.id();
        try {
            String subject = identity.bring(account);
            if (account.enabled() && membership.provisioning().mailDue()) {
                identity.invite(subject);
            }
            memberships.change(
                    id,
                    Expected.any(),
                    current -> current.provisioned(account, subject, clock.instant()));
        } catch (IdentityProvisioning.Unavailable e) {
            log.warn("The account of {} has to wait: {}", id, e.code(), e);
            memberships.change(
                    id,
                    Expected.any(),
                    current -> current.provisioningDelayed(e.code(), clock.instant()));
        } catch (IdentityProvisioning.Refusing e) {
            log.error("The account of {} cannot be had: {}", id, e.code());
            memberships.change(
                    id,
                    Expected.any(),
                    current -> current.provisioningFailed(e.code(), clock.instant()));
        }
    }
}
