package org.partnerportal.partner.applications.domain;

import java.time.Instant;

/** How many mails with the verification link were asked for, and when the last was. */
public record VerificationMails(int count, Instant last) {}
