package org.partnerportal.stack.demo.data;

/**
 * A partner organisation as the import file names it.
 *
 * @param id that the import derives from its business key
 * @param channelManager user name of the vendor's manager who looks after it
 */
public record Partner(
        String id, String name, String country, String region, String channelManager) {}
