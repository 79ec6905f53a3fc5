package org.partnerportal.partner.applications.application;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationRules;
import org.partnerportal.partner.applications.domain.InternetDomain;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The programme's rules for applications, {@code portal.applications.*}.
 *
 * @param tokenSecret the tokens of applicants are made with it; at least 32 characters, the same on
 *     every instance; who changes it makes every link worthless that is on its way
 * @param verificationUrl the page that the mails lead to, with {@code {id}} and {@code {token}}
 * @param verifyWithin the e-mail address must be verified in this time
 * @param answerWithin a question must be answered in this time
 * @param coolOff an applicant who was rejected and applies again within it is shown as such to the
 *     reviewer
 * @param mailPause at least this long between two mails with the link
 * @param maxMails so many mails with the link are sent at most, for one application, and for new
 *     ones to one mailbox a day
 * @param sharedDomains domains that many companies share, which therefore say nothing about one
 * @param expiryEvery how often the timer looks for what has lapsed
 * @param expiryBatch how many applications one run of the timer takes on
 */
@ConfigurationProperties("portal.applications")
public record ApplicationSettings(
        @DefaultValue("") String tokenSecret,
        @DefaultValue("http://127.0.0.1:5173/applications/{id}/verification?token={token}")
                String verificationUrl,
        @DefaultValue("7d") Duration verifyWithin,
        @DefaultValue("30d") Duration answerWithin,
        @DefaultValue("30d") Duration coolOff,
        @DefaultValue("60s") Duration mailPause,
        @DefaultValue("5") int maxMails,
        @DefaultValue({
                    "gmail.com",
                    "googlemail.com",
                    "outlook.com",
                    "outlook.hu",
                    "outlook.de",
                    "hotmail.com",
                    "hotmail.de",
                    "hotmail.hu",
                    "live.com",
                    "msn.com",
                    "yahoo.com",
                    "yahoo.de",
                    "yahoo.co.uk",
                    "ymail.com",
                    "aol.com",
                    "icloud.com",
                    "me.com",
                    "mac.com",
                    "gmx.com",
                    "gmx.de",
                    "gmx.net",
                    "gmx.at",
                    "gmx.ch",
                    "web.de",
                    "t-online.de",
                    "freenet.de",
                    "arcor.de",
                    "mail.com",
                    "mail.de",
                    "posteo.de",
                    "proton.me",
                    "protonmail.com",
                    "pm.me",
                    "zoho.com",
                    "fastmail.com",
                    "tutanota.com",
                    "yandex.com",
                    "mail.ru",
                    "qq.com",
                    "163.com",
                    "freemail.hu",
                    "citromail.hu",
                    "indamail.hu",
                    "t-online.hu",
                    "upcmail.hu",
                    "vipmail.hu",
                    "facebook.com",
                    "linkedin.com",
                    "instagram.com",
                    "google.com",
                    "wordpress.com",
                    "blogspot.com",
                    "wixsite.com",
                    "github.io"
                })
                Set<String> sharedDomains,
        @DefaultValue("60s") Duration expiryEvery,
        @DefaultValue("200") int expiryBatch) {

    public ApplicationRules rules() {
        return new ApplicationRules(verifyWithin, answerWithin, coolOff, mailPause, maxMails);
    }

    /** The company's own domains, of its web and e-mail address; shared ones say nothing. */
    public Set<String> ownDomains(ApplicationDetails details) {
        return Stream.of(
                        Optional.ofNullable(details.website()).flatMap(InternetDomain::of),
                        InternetDomain.of(details.contact().email()))
                .flatMap(Optional::stream)
                .filter(domain -> !sharedDomains.contains(domain))
                .collect(Collectors.toUnmodifiableSet());
    }
}
