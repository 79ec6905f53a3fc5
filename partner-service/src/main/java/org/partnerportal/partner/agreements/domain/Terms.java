package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.partnerportal.kernel.Deadline;

/**
 * What is offered; nothing of it changes once it was sent.
 *
 * @param kind what sort of agreement; a partner has at most one open or in force of each
 * @param language of the document, ISO 639-1
 * @param statement the words that are confirmed with the acceptance
 * @param startsOn its first day
 * @param startsAt the instant at which that day begins, in the programme's zone
 * @param acceptUntil how long it can be accepted
 * @param document what is to be read
 */
public record Terms(
        String kind,
        String template,
        int templateVersion,
        String language,
        String statement,
        LocalDate startsOn,
        Instant startsAt,
        Deadline acceptUntil,
        StoredFile document) {}
