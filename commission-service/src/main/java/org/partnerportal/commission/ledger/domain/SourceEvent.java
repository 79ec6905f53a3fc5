package org.partnerportal.commission.ledger.domain;

import java.time.Instant;

/**
 * The event that an entry or a fact comes from.
 *
 * @param system that said it
 * @param id unique within the system
 * @param time when it happened in the business
 */
public record SourceEvent(String system, String id, String type, Instant time) {}
