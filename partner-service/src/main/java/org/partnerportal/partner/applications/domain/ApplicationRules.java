package org.partnerportal.partner.applications.domain;

import java.time.Duration;

/**
 * The programme's rules for applications.
 *
 * @param verifyWithin the e-mail address must be verified in this time
 * @param answerWithin a question must be answered in this time
 * @param coolOff an applicant who was rejected and applies again within it is shown as such to the
 *     reviewer
 * @param mailPause at least this long between two mails with the link
 * @param maxMails so many mails with the link are sent at most
 */
public record ApplicationRules(
        Duration verifyWithin,
        Duration answerWithin,
        Duration coolOff,
        Duration mailPause,
        int maxMails) {}
