package org.partnerportal.partner.applications.domain;

import java.time.Instant;

/**
 * That the applicant agreed to its data being used to decide about the application.
 *
 * @param version of the text that was agreed to
 */
public record Consent(String version, Instant at) {}
