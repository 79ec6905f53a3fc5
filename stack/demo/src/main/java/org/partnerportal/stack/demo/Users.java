package org.partnerportal.stack.demo;

/** The vendor's demo users; partners' are named after the partner. */
final class Users {

    static final String CHANNEL_ADMIN = "channel.admin";
    static final String PROGRAM_MANAGER = "program.manager";
    static final String FINANCE = "finance.approver";

    private Users() {}
}
