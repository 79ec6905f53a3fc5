package org.partnerportal.partner.memberships.application;

import java.io.Serial;
import org.partnerportal.partner.memberships.domain.Account;

/** The identity provider, as far as memberships need it. Every call may be repeated. */
public interface IdentityProvisioning {

    /**
     * Makes the account what it should be: there, with these roles and no others of ours, enabled
     * or not.
     *
     * @return the account's name in tokens
     */
    String bring(Account account);

    /** Asks the person by mail to choose a password. */
    void invite(String subject);

    /** Away, or not able to do it right now: the same again later may succeed. */
    final class Unavailable extends RuntimeException {

        @Serial private static final long serialVersionUID = 1L;

        private final String code;

        public Unavailable(String code, Throwable cause) {
            super(code, cause);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** A "no" that stays one until somebody changes something. */
    final class Refusing extends RuntimeException {

        @Serial private static final long serialVersionUID = 1L;

        private final String code;

        public Refusing(String code) {
            super(code);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
