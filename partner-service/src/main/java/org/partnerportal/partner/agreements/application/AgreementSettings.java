package org.partnerportal.partner.agreements.application;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The vendor's rules for agreements, {@code portal.agreements.*}.
 *
 * @param vendorName as it stands in agreements and on seals
 * @param template that is offered where none is named
 * @param language of the document where none is named, ISO 639-1
 * @param zone in which days begin and end
 * @param validityDays days after the day of the offer on which it can still be accepted
 * @param maxValidityDays the longest time that an offer can be left open
 * @param maxStartDays how many days ahead an agreement can begin
 * @param timerEvery how often the timer looks for offers that ran out and agreements that begin
 * @param timerBatch how many of each it takes on at once
 * @param trustedProxies how many proxies of our own a request comes through; so many addresses at
 *     the end of {@code X-Forwarded-For} are believed
 * @param seal the key that accepted agreements are sealed with
 */
@ConfigurationProperties("portal.agreements")
public record AgreementSettings(
        @DefaultValue("Example Vendor") String vendorName,
        @DefaultValue("standard-partner-agreement") String template,
        @DefaultValue("en") String language,
        @DefaultValue("Europe/Budapest") ZoneId zone,
        @DefaultValue("30") int validityDays,
        @DefaultValue("365") int maxValidityDays,
        @DefaultValue("365") int maxStartDays,
        @DefaultValue("60s") Duration timerEvery,
        @DefaultValue("200") int timerBatch,
        @DefaultValue("1") int trustedProxies,
        @DefaultValue Seal seal) {

    /**
     * @param keystore a PKCS12 file with the vendor's key and certificate
     * @param password of the file and of the key
     * @param folder where the key is kept that profile local makes for itself; a temporary one
     *     where it is missing
     */
    public record Seal(@Nullable Path keystore, @Nullable String password, @Nullable Path folder) {

        @Override
        public String toString() {
            return "Seal[keystore=" + keystore + ", folder=" + folder + "]";
        }
    }
}
