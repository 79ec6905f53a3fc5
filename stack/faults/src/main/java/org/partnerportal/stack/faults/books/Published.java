package org.partnerportal.stack.faults.books;

/**
 * The third book: one record of a topic.
 *
 * @param subject the aggregate, also the key
 * @param id the same for every delivery of one event
 * @param version of the aggregate after it
 */
public record Published(
        String topic,
        int partition,
        long offset,
        String subject,
        String id,
        String type,
        long version) {}
