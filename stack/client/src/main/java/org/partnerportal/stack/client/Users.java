package org.partnerportal.stack.client;

/** The vendor's demo users; partners' are named after the partner. */
public final class Users {

    public static final String CHANNEL_ADMIN = "channel.admin";
    public static final String PROGRAM_MANAGER = "program.manager";
    public static final String FINANCE = "finance.approver";

    private Users() {}
}
