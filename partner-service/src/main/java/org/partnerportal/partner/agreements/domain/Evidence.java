package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who accepted what, when and from where. Personal data: kept with the agreement, never in events.
 *
 * @param subject of the person's token
 * @param fullName as the person wrote it
 * @param address from which the request came, as our own gateway saw it
 * @param forwardedFor the whole chain of addresses as it was claimed
 * @param locale that the person's browser asked for
 * @param documentHash of what the person read
 * @param statement the words that the person confirmed
 */
public record Evidence(
        String subject,
        String username,
        String fullName,
        Instant at,
        String address,
        @Nullable String forwardedFor,
        @Nullable String userAgent,
        String locale,
        String documentHash,
        String statement,
        String correlationId) {}
