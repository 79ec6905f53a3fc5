package org.partnerportal.partner.mails;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave, {@code portal.mails.*}.
 *
 * @param from the sender's address
 * @param every how often waiting mails are looked for
 * @param batch how many one run takes on
 * @param lease how long one attempt may take; after it another instance tries
 * @param firstRetry the wait after the first failure; it doubles each time
 * @param lastRetry the longest wait; tried for ever, because the server comes back some day
 * @param refusals after so many attempts an address that is refused is given up
 * @param atOnce how many are sent right after they were ordered, side by side; more wait for the
 *     next run
 */
@ConfigurationProperties("portal.mails")
public record MailSettings(
        @DefaultValue("no-reply@partner-portal.example") String from,
        @DefaultValue("10s") Duration every,
        @DefaultValue("100") int batch,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("30s") Duration firstRetry,
        @DefaultValue("15m") Duration lastRetry,
        @DefaultValue("5") int refusals,
        @DefaultValue("4") int atOnce) {

    /** The wait after so many failures. */
    Duration retryAfter(int attempts) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(lastRetry) < 0 ? wait : lastRetry;
    }
}
