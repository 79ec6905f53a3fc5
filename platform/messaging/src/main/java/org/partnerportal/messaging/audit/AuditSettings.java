package org.partnerportal.messaging.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes and refusals are recorded.
 *
 * @param enabled off: nothing new is recorded; what is there stays readable and verifiable
 * @param interval how often new entries are taken over into the chain
 * @param batch how many entries are taken over in one go at most
 * @param sweep how often documents are searched for entries that a crash left behind
 * @param maxPending a change of a document with so many entries outside the chain is refused as
 *     unavailable
 * @param window refusals that are alike within this time are one entry with a count
 * @param maxRefusals how many different refusals are told apart in one window; further ones are
 *     counted together, by code
 * @param verifyAtOnce how many entries one verification request looks at
 * @param headEvery how often the head of the chain is written to the log
 * @param retention entries that are older are deleted; the chain stays verifiable
 * @param purgeEvery how often old entries are looked for
 */
@ConfigurationProperties("portal.audit")
public record AuditSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("200ms") Duration interval,
        @DefaultValue("500") int batch,
        @DefaultValue("15s") Duration sweep,
        @DefaultValue("200") int maxPending,
        @DefaultValue("1m") Duration window,
        @DefaultValue("2000") int maxRefusals,
        @DefaultValue("20000") int verifyAtOnce,
        @DefaultValue("10m") Duration headEvery,
        @DefaultValue("2557d") Duration retention,
        @DefaultValue("6h") Duration purgeEvery) {}
