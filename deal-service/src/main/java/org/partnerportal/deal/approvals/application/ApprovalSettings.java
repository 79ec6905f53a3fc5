package org.partnerportal.deal.approvals.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How approvals are kept going.
 *
 * @param escalationEvery how often the timer looks for approvals that are late
 * @param escalationBatch how many of them one run of the timer takes on
 */
@ConfigurationProperties("portal.deals.approvals")
public record ApprovalSettings(
        @DefaultValue("60s") Duration escalationEvery, @DefaultValue("200") int escalationBatch) {}
